namespace ActReg.MLNet;

/// <summary>The activity penalties of a network on a batch, and how many activations are 0, summed up while a forward pass goes on.</summary>
/// <param name="plan">The network.</param>
internal sealed unsafe class ActivityPenalties(NetworkPlan plan)
{
    private readonly double[] _penalties = new double[plan.PenalizedSteps.Count];
    private readonly double[] _zeros = new double[plan.PenalizedSteps.Count];
    private readonly double[] _zeroFractions = new double[plan.PenalizedSteps.Count];

    /// <summary>The share of each penalized step's outputs that were exactly 0 in the last batch in training, 0 to 1; rows count by their weight.</summary>
    public ReadOnlySpan<double> ZeroFractions => _zeroFractions;

    /// <summary>Forgets the batch before.</summary>
    public void Begin()
    {
        Array.Clear(_penalties);
        Array.Clear(_zeros);
    }

    /// <summary>Adds what was measured of a part of a penalized step's output.</summary>
    public void Add(int step, PenaltySums sums)
    {
        var index = plan.PenaltyIndex(step);
        _penalties[index] += sums.Penalty;
        _zeros[index] += sums.Zeros;
    }

    /// <summary>Measures all of a step's output, if it is penalized.</summary>
    public void Measure(int step, in Batch batch, Matrix output)
    {
        if (plan.Steps[step].Penalty is not { } penalty)
            return;
        var activations = new ActivationMatrix(output, plan.Steps[step].Size);
        fixed (float* weights = batch.Weights)
        {
            var zeros = batch.IsTraining ? ZeroCount.Of(activations.All(batch.Rows), output, weights) : 0;
            Add(step, new(penalty.Penalty(batch, activations), zeros));
        }
    }

    /// <summary>The sum of all penalties on the batch.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="strengths">What each penalized step's penalty is multiplied by.</param>
    public double End(in Batch batch, ReadOnlySpan<double> strengths)
    {
        double total = 0;
        for (var i = 0; i < strengths.Length; i++)
        {
            total += strengths[i] * _penalties[i];
            if (batch.IsTraining)
                _zeroFractions[i] = ZeroFraction(plan.Steps[plan.PenalizedSteps[i]], batch.RowWeight, _zeros[i]);
        }

        return total;
    }

    // The padding is zero too. Weights are summed up in float, which may come out above 1.
    private static double ZeroFraction(Step step, double weight, double zeros) =>
        Math.Clamp((zeros / weight - (step.Width - step.Size)) / step.Size, 0, 1);
}
