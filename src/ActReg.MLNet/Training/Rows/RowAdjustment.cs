namespace ActReg.MLNet;

/// <summary>What is done to each row before the network sees it.</summary>
/// <param name="LabelScales">How targets are standardized; <see langword="null"/> where they are not.</param>
/// <param name="ClassWeights">What weights are multiplied by, by class; <see langword="null"/> where they are not.</param>
/// <param name="FeatureScale">
/// How features are scaled, and targets with them where they are the features; <see langword="null"/> where they are not.
/// </param>
internal sealed record RowAdjustment(LabelScales? LabelScales, IReadOnlyList<float>? ClassWeights, FeatureScale? FeatureScale = null)
{
    public static RowAdjustment None { get; } = new(null, null);

    public bool IsNone => this == None;

    /// <param name="targets">A row's, which are changed.</param>
    /// <param name="window">What the row's features were scaled by.</param>
    public void Standardize(Span<float> targets, WindowScale? window)
    {
        window?.Scale(targets);
        LabelScales?.Standardize(targets);
    }

    /// <param name="targets">The row's own, or its labels: the first is its class, where there are class weights.</param>
    /// <param name="weight">The row's own.</param>
    public float Weight(ReadOnlySpan<float> targets, float weight) =>
        ClassWeights == null ? weight : ClassWeights[(int)targets[0]] * weight;
}
