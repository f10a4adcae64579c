namespace ActReg.MLNet;

/// <summary>Where a batch normalization's weights are.</summary>
internal static class BatchNormWeights
{
    /// <param name="plan">What it follows.</param>
    /// <param name="units">The units, or channels.</param>
    public static (WeightPlace Gamma, WeightPlace Beta, WeightPlace MovingMean, WeightPlace MovingVariance) Place(PlanBuilder plan, int units)
    {
        var name = plan.NameLayer("batch_normalization");
        var length = AlignedBuffer.Pad(units);
        return (
            new($"{name}/gamma", WeightRole.Scale, units, plan.Offset),
            new($"{name}/beta", WeightRole.Bias, units, checked(plan.Offset + length)),
            new($"{name}/moving_mean", WeightRole.MovingMean, units, checked(plan.Offset + 2 * length)),
            new($"{name}/moving_variance", WeightRole.MovingVariance, units, checked(plan.Offset + 3 * length)));
    }
}
