namespace ActReg.MLNet;

/// <summary>Rows to train or validate on, in memory.</summary>
/// <param name="FeatureCount">The features per row.</param>
/// <param name="Features">Row-major, [rows, features]; finite.</param>
/// <param name="TargetCount">The targets per row.</param>
/// <param name="Targets">Row-major, [rows, targets]: what a <see cref="Loss"/> compares outputs with.</param>
/// <param name="Weights">One per row; <see langword="null"/> where every row counts once.</param>
internal sealed record TrainingSet(int FeatureCount, float[] Features, int TargetCount, float[] Targets, float[]? Weights)
{
    /// <param name="featureCount">The features per row.</param>
    /// <param name="features">Row-major, [rows, features]; finite.</param>
    /// <param name="labels">The one target of each row.</param>
    /// <param name="weights">One per row; <see langword="null"/> where every row counts once.</param>
    public TrainingSet(int featureCount, float[] features, float[] labels, float[]? weights)
        : this(featureCount, features, TargetCount: 1, labels, weights)
    {
    }

    public int RowCount => Targets.Length / TargetCount;

    public ReadOnlySpan<float> Row(int row) => Features.AsSpan(row * FeatureCount, FeatureCount);

    public Span<float> Target(int row) => Targets.AsSpan(row * TargetCount, TargetCount);

    public float Weight(int row) => Weights == null ? 1 : Weights[row];

    /// <summary>What some rows weigh together.</summary>
    public double WeightOf(ReadOnlySpan<int> rows)
    {
        if (Weights == null)
            return rows.Length;
        double sum = 0;
        foreach (var row in rows)
            sum += Weights[row];
        return sum;
    }

    /// <summary>Rows whose targets are their own features, which stand in memory once.</summary>
    public static TrainingSet OfFeatures(int featureCount, float[] features, float[]? weights = null) =>
        new(featureCount, features, featureCount, features, weights);
}
