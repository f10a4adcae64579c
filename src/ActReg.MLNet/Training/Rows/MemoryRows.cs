using System.Globalization;

namespace ActReg.MLNet;

/// <summary>Rows that are in memory.</summary>
/// <param name="Set">The rows.</param>
internal sealed record MemoryRows(TrainingSet Set) : ITrainingRows
{
    public int FeatureCount => Set.FeatureCount;

    public int LabelCount => Set.LabelCount;

    public long RowCount => Set.RowCount;

    public string Fingerprint => string.Create(
        CultureInfo.InvariantCulture,
        $"{RowCount} rows of {FeatureCount} features, checksum {Checksum.Of([Set.Features, Set.Targets, Set.Weights])}");

    public LabelStatistics SummarizeLabels(int classCount) => LabelStatistics.Of(Set, classCount);

    public FeatureRanges SummarizeFeatures() => FeatureRanges.Of(Set);

    public void ReadOnce(Action<ReadOnlySpan<float>, float> visit, Action checkAlive)
    {
        for (var row = 0; row < Set.RowCount; row++)
        {
            checkAlive();
            visit(Set.Row(row), Set.Weight(row));
        }
    }

    public ITrainingRows Adjust(RowAdjustment adjustment)
    {
        if (adjustment.IsNone)
            return this;
        var targets = adjustment.LabelScales == null ? Set.Targets : Set.Targets.Copy();
        var weights = adjustment.ClassWeights == null ? Set.Weights : new RowValues(1, new float[Set.RowCount]);
        for (var row = 0; row < Set.RowCount; row++)
        {
            if (adjustment.ClassWeights != null)
                weights![row][0] = adjustment.Weight(Set.Target(row), Set.Weight(row));
            if (adjustment.LabelScales != null)
                adjustment.Standardize(targets[row]);
            adjustment.FeatureScale?.Apply(Set.Features[row]);
        }

        return new MemoryRows(Set with { Targets = targets, Weights = weights });
    }

    public IBatches OpenBatches(BatchOrder order, Action checkAlive) => new MemoryBatches(Set, order);
}
