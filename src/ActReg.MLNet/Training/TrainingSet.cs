namespace ActReg.MLNet;

/// <summary>Rows to train or validate on, in memory.</summary>
/// <param name="FeatureCount">The features per row.</param>
/// <param name="Features">Row-major, [rows, features]; finite.</param>
/// <param name="Labels">One per row: 0 or 1 for binary classification.</param>
/// <param name="Weights">One per row; <see langword="null"/> where every row counts once.</param>
internal sealed record TrainingSet(int FeatureCount, float[] Features, float[] Labels, float[]? Weights)
{
    public int RowCount => Labels.Length;

    public ReadOnlySpan<float> Row(int row) => Features.AsSpan(row * FeatureCount, FeatureCount);
}
