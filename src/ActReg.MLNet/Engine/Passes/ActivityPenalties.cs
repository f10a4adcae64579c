namespace ActReg.MLNet;

/// <summary>The activity penalties of a network on a batch, and how many activations are 0, summed up while a forward pass goes on.</summary>
/// <param name="plan">The network.</param>
internal sealed unsafe class ActivityPenalties(NetworkPlan plan)
{
    private readonly double[] _penalties = new double[plan.PenalizedSteps.Count];
    private readonly double[] _zeros = new double[plan.PenalizedSteps.Count];
    // Where timesteps may be masked, the outputs that are not, each row's times its weight.
    private readonly double[] _kept = new double[plan.PenalizedSteps.Count];
    private readonly double[] _zeroFractions = new double[plan.PenalizedSteps.Count];

    /// <summary>The share of each penalized step's outputs that were exactly 0 in the last batch in training, 0 to 1; rows count by their weight.</summary>
    public ReadOnlySpan<double> ZeroFractions => _zeroFractions;

    /// <summary>Forgets the batch before.</summary>
    public void Begin()
    {
        Array.Clear(_penalties);
        Array.Clear(_zeros);
        Array.Clear(_kept);
    }

    /// <summary>Adds what was measured of a part of a penalized step's output.</summary>
    public void Add(int step, PenaltySums sums)
    {
        var index = plan.PenaltyIndex(step);
        _penalties[index] += sums.Penalty;
        _zeros[index] += sums.Zeros;
    }

    /// <summary>Measures all of a step's output, if it is penalized.</summary>
    public void Measure(int step, in Batch batch, ActivationMatrix activations)
    {
        if (plan.Steps[step].Penalty is not { } penalty)
            return;
        var value = penalty.Penalty(batch, activations);
        if (batch.IsTraining && activations.Masks.Exist)
        {
            var (zeros, kept) = CountKept(batch, activations);
            Add(step, new(value, zeros));
            _kept[plan.PenaltyIndex(step)] += kept;
            return;
        }

        fixed (float* weights = batch.Weights)
            Add(step, new(value, batch.IsTraining ? ZeroCount.Of(activations.All(batch.Rows), activations.Values, weights) : 0));
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
                _zeroFractions[i] = ZeroFraction(i, batch.RowWeight);
        }

        return total;
    }

    /// <summary>The outputs that are exactly 0 and all, of those that are not masked, each row's times its weight.</summary>
    private static (double Zeros, double Kept) CountKept(in Batch batch, ActivationMatrix activations)
    {
        double zeros = 0, kept = 0;
        for (var row = 0; row < batch.Rows; row++)
        {
            for (var (start, end) = activations.NextKept(row, 0); start < end; (start, end) = activations.NextKept(row, end))
            {
                zeros += batch.WeightOf(row) * (double)activations.Row(row)[start..end].Count(0);
                kept += batch.WeightOf(row) * (double)(end - start);
            }
        }

        return (zeros, kept);
    }

    private double ZeroFraction(int penalty, double weight)
    {
        var step = plan.PenalizedSteps[penalty];
        if (plan.OutputMask(step) != null)
            return _kept[penalty] == 0 ? 0 : _zeros[penalty] / _kept[penalty];
        var (size, width) = (plan.Steps[step].Size, plan.Steps[step].Width);
        // The padding is zero too. Weights are summed up in float, which may come out above 1.
        return Math.Clamp((_zeros[penalty] / weight - (width - size)) / size, 0, 1);
    }
}
