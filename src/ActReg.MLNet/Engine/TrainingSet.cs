using System.Globalization;

namespace ActReg.MLNet;

/// <summary>Rows to train or validate on, in memory.</summary>
/// <param name="FeatureCount">The features per row.</param>
/// <param name="Features">Row-major, [rows, features]; finite.</param>
/// <param name="Labels">One per row: 0 or 1 for binary classification.</param>
/// <param name="Weights">One per row; <see langword="null"/> where every row counts once.</param>
internal sealed record TrainingSet(int FeatureCount, float[] Features, float[] Labels, float[]? Weights) : ITrainingRows
{
    public int RowCount => Labels.Length;

    long ITrainingRows.RowCount => RowCount;

    public string Fingerprint => string.Create(
        CultureInfo.InvariantCulture,
        $"{RowCount} rows of {FeatureCount} features, checksum {Checksum.Of([Features, Labels, Weights ?? []])}");

    public ReadOnlySpan<float> Row(int row) => Features.AsSpan(row * FeatureCount, FeatureCount);

    public LabelStatistics SummarizeLabels(int classCount) => LabelStatistics.Of(this, classCount);

    public ITrainingRows Adjust(RowAdjustment adjustment)
    {
        var labels = adjustment.LabelScale == null ? Labels : Array.ConvertAll(Labels, adjustment.Label);
        var weights = Weights;
        if (adjustment.ClassWeights != null)
        {
            weights = new float[RowCount];
            for (var row = 0; row < weights.Length; row++)
                weights[row] = adjustment.Weight(Labels[row], Weights?[row] ?? 1);
        }

        return this with { Labels = labels, Weights = weights };
    }

    public IBatches OpenBatches(BatchOrder order, Action checkAlive) => new MemoryBatches(this, order);
}
