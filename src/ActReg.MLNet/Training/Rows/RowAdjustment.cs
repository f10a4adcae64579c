namespace ActReg.MLNet;

/// <summary>What is done to each row's label and weight before the network sees it.</summary>
/// <param name="LabelScale">How labels are standardized; <see langword="null"/> where they are not.</param>
/// <param name="ClassWeights">What weights are multiplied by, by class; <see langword="null"/> where they are not.</param>
internal sealed record RowAdjustment(LabelScale? LabelScale, IReadOnlyList<float>? ClassWeights)
{
    public static RowAdjustment None { get; } = new(null, null);

    public float Label(float label) => LabelScale?.Standardize(label) ?? label;

    /// <param name="label">The row's own.</param>
    /// <param name="weight">The row's own.</param>
    public float Weight(float label, float weight) => ClassWeights == null ? weight : ClassWeights[(int)label] * weight;
}
