namespace ActReg.MLNet;

/// <summary>Where the weights of a batch normalization are, each of shape [units], or [channels].</summary>
internal sealed record BatchNormWeights(WeightPlace Gamma, WeightPlace Beta, WeightPlace MovingMean, WeightPlace MovingVariance)
{
    public IReadOnlyList<WeightPlace> All => [Gamma, Beta, MovingMean, MovingVariance];

    /// <param name="plan">What it follows.</param>
    public static BatchNormWeights Place(PlanBuilder plan)
    {
        var name = plan.NameLayer("batch_normalization");
        var layout = WeightLayout.Rows(plan.Shape.Channels);
        return new(
            plan.Place($"{name}/gamma", WeightRole.Scale, layout), plan.Place($"{name}/beta", WeightRole.Bias, layout),
            plan.Place($"{name}/moving_mean", WeightRole.MovingMean, layout),
            plan.Place($"{name}/moving_variance", WeightRole.MovingVariance, layout));
    }
}
