using System.Globalization;

namespace ActReg.MLNet;

/// <summary>Rows that are in memory.</summary>
/// <param name="Set">The rows, others perhaps among them.</param>
/// <param name="Rows">Which of them, ascending; <see langword="null"/> for all.</param>
internal sealed record MemoryRows(TrainingSet Set, int[]? Rows = null) : ITrainingRows
{
    public int FeatureCount => Set.FeatureCount;

    public int LabelCount => Set.LabelCount;

    public long RowCount => Count;

    public string Fingerprint => string.Create(
        CultureInfo.InvariantCulture,
        $"{RowCount} rows of {FeatureCount} features, checksum {Checksum.Of([Set.Features, Set.Targets, Set.Weights, .. Set.Windows == null ? (FeatureValues?[])[] : [Set.Windows]], Rows)}");

    private int Count => Rows?.Length ?? Set.RowCount;

    public LabelStatistics SummarizeLabels(int classCount) => LabelStatistics.Of(Set, classCount, Rows);

    public FeatureRanges SummarizeFeatures()
    {
        var ranges = new FeatureRanges(FeatureCount);
        var count = Math.Min(Count, FeatureRanges.MostRows);
        for (var i = 0; i < count; i++)
            ranges.Add(Set.Features, Place((int)((long)i * Count / count)));
        return ranges;
    }

    public void ReadOnce(Action<ReadOnlySpan<float>, float> visit, Action checkAlive)
    {
        var room = Set.Features.LeaveZerosOut ? new float[FeatureCount] : [];
        for (var i = 0; i < Count; i++)
        {
            checkAlive();
            var row = Place(i);
            if (Set.Features.LeaveZerosOut)
                Set.Features.CopyTo(row, room);
            visit(Set.Features.LeaveZerosOut ? room : Set.Row(row), Set.Weight(row));
        }
    }

    public ITrainingRows Adjust(RowAdjustment adjustment)
    {
        var changesTargets = adjustment.LabelScales != null || Set.Windows != null;
        if (adjustment.IsNone && !changesTargets)
            return this;
        var targets = changesTargets ? Set.Targets.Copy() : Set.Targets;
        var weights = adjustment.ClassWeights == null ? Set.Weights : new RowValues(1, new float[Set.RowCount]);
        for (var i = 0; i < Count; i++)
        {
            var row = Place(i);
            if (adjustment.ClassWeights != null)
                weights![row][0] = adjustment.Weight(Set.Target(row), Set.Weight(row));
            if (changesTargets)
                adjustment.Standardize(targets[row], Set.Window(row));
            adjustment.FeatureScale?.Apply(Set.Features.InPlace(row));
        }

        return this with { Set = Set with { Targets = targets, Weights = weights } };
    }

    public IBatches OpenBatches(BatchOrder order, Action checkAlive) => new MemoryBatches(Set, Rows ?? [.. Enumerable.Range(0, Count)], order);

    private int Place(int row) => Rows == null ? row : Rows[row];
}
