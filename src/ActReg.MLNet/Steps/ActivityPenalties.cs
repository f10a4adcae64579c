namespace ActReg.MLNet;

/// <summary>The activity penalties of a network on a batch.</summary>
/// <param name="plan">The network.</param>
internal sealed class ActivityPenalties(NetworkPlan plan)
{
    private readonly double[] _zeroFractions = new double[plan.PenalizedSteps.Count];

    /// <summary>The share of each penalized step's outputs that were exactly 0 in the batch measured last, 0 to 1; rows count by their weight.</summary>
    public ReadOnlySpan<double> ZeroFractions => _zeroFractions;

    /// <summary>The sum of all penalties.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="strengths">What each penalized step's penalty is multiplied by.</param>
    /// <param name="outputs">What the steps put out.</param>
    public double Measure(in Batch batch, ReadOnlySpan<double> strengths, StepOutputs outputs)
    {
        double total = 0;
        for (var i = 0; i < strengths.Length; i++)
        {
            var step = plan.Steps[plan.PenalizedSteps[i]];
            var activations = new Activations(outputs.Of(plan.PenalizedSteps[i]), step.Size);
            total += strengths[i] * step.Penalty!.Penalty(batch, activations);
            _zeroFractions[i] = ZeroFraction(batch, activations);
        }

        GC.KeepAlive(outputs);
        return total;
    }

    private static double ZeroFraction(in Batch batch, Activations activations)
    {
        double zeros = 0;
        for (var row = 0; row < batch.Rows; row++)
        {
            var values = activations.PaddedRow(row);
            zeros += (double)batch.WeightOf(row) * (ZeroCount.Of(values) - (values.Length - activations.Units));
        }

        return zeros / batch.Weight / activations.Units;
    }
}
