namespace ActReg.MLNet;

/// <summary>What the activity penalties of a training are multiplied by, and how sparse the penalized outputs are.</summary>
internal sealed class PenaltyStrengths
{
    private readonly NetworkPlan _plan;
    private readonly ActivityPenaltySchedule? _schedule;
    private readonly double[] _strengths;
    private readonly int[] _units;
    private readonly double[] _zeroFractions;
    private readonly double[] _earlierZeroFractions;
    private readonly double[] _zeros;
    private double _weight;

    public PenaltyStrengths(NetworkPlan plan, ActivityPenaltySchedule? schedule)
    {
        _plan = plan;
        _schedule = schedule;
        var count = plan.PenalizedSteps.Count;
        _strengths = new double[count];
        Array.Fill(_strengths, 1);
        _units = [.. plan.PenalizedSteps.Select(step => plan.Steps[step].Size)];
        _zeroFractions = new double[count];
        Array.Fill(_zeroFractions, double.NaN);
        _earlierZeroFractions = [.. _zeroFractions];
        _zeros = new double[count];
    }

    /// <summary>Those of the last step.</summary>
    public ReadOnlySpan<double> Current => _strengths;

    /// <summary>Those of the step that comes next.</summary>
    public ReadOnlySpan<double> At(TrainingMoment moment)
    {
        _schedule?.Adjust(_strengths, new RecentSparsity(_units, _zeroFractions, _earlierZeroFractions), moment);
        return _strengths;
    }

    public void StartEpoch()
    {
        _weight = 0;
        Array.Clear(_zeros);
    }

    /// <summary>Takes note of a step.</summary>
    public void Observe(ReadOnlySpan<double> zeroFractions, double weight)
    {
        _zeroFractions.CopyTo(_earlierZeroFractions);
        zeroFractions.CopyTo(_zeroFractions);
        _weight += weight;
        for (var i = 0; i < _zeros.Length; i++)
            _zeros[i] += weight * zeroFractions[i];
    }

    /// <summary>All that the next epoch's strengths depend on.</summary>
    public PenaltyState GetState() => new([.. _strengths], [.. _zeroFractions], [.. _earlierZeroFractions]);

    /// <summary>Goes back to what <see cref="GetState"/> returned for the same network and schedule.</summary>
    public void SetState(PenaltyState state)
    {
        state.Strengths.CopyTo(_strengths, 0);
        state.ZeroFractions.CopyTo(_zeroFractions, 0);
        state.EarlierZeroFractions.CopyTo(_earlierZeroFractions, 0);
    }

    /// <summary>The epoch's figures.</summary>
    public IReadOnlyList<PenalizedLayerMetrics> EndEpoch() =>
        [.. _strengths.Select((strength, i) => new PenalizedLayerMetrics(_plan.Steps[_plan.PenalizedSteps[i]].LayerIndex, strength, _zeros[i] / _weight))];
}
