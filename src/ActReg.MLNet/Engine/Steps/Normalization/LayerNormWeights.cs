namespace ActReg.MLNet;

/// <summary>Where the weights of a layer normalization are, each of shape [units], or [channels].</summary>
internal sealed record LayerNormWeights(WeightPlace Gamma, WeightPlace Beta)
{
    public IReadOnlyList<WeightPlace> All => [Gamma, Beta];

    /// <param name="plan">What it follows.</param>
    public static LayerNormWeights Place(PlanBuilder plan)
    {
        var name = plan.NameLayer("layer_normalization");
        var layout = WeightLayout.Rows(plan.Shape.Channels);
        return new(plan.Place($"{name}/gamma", WeightRole.Scale, layout), plan.Place($"{name}/beta", WeightRole.Bias, layout));
    }
}
