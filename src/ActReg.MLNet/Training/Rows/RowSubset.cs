using System.Globalization;

namespace ActReg.MLNet;

/// <summary>Some rows of a set in memory, which stay where they are.</summary>
/// <param name="Set">The set.</param>
/// <param name="Rows">Which of its rows, in their order.</param>
internal sealed record RowSubset(TrainingSet Set, int[] Rows) : ITrainingRows
{
    public int FeatureCount => Set.FeatureCount;

    public int LabelCount => Set.LabelCount;

    public long RowCount => Rows.Length;

    public string Fingerprint => string.Create(
        CultureInfo.InvariantCulture, $"{RowCount} rows, checksum {Checksum.Of([[.. Rows.Select(row => (float)row)]])}, of {new MemoryRows(Set).Fingerprint}");

    public LabelStatistics SummarizeLabels(int classCount)
    {
        var statistics = new LabelStatistics(classCount);
        foreach (var row in Rows)
            statistics.Add(Set.Labels(row), Set.Weight(row));
        return statistics;
    }

    public FeatureRanges SummarizeFeatures()
    {
        var ranges = new FeatureRanges(FeatureCount);
        var count = Math.Min(Rows.Length, FeatureRanges.MostRows);
        for (var i = 0; i < count; i++)
            ranges.Add(Set.Row(Rows[(int)((long)i * Rows.Length / count)]));
        return ranges;
    }

    public void ReadOnce(Action<ReadOnlySpan<float>, float> visit, Action checkAlive)
    {
        foreach (var row in Rows)
        {
            checkAlive();
            visit(Set.Row(row), Set.Weight(row));
        }
    }

    public ITrainingRows Adjust(RowAdjustment adjustment) =>
        adjustment.IsNone ? this : throw new NotSupportedException("Rows are adjusted before some of them are taken.");

    public IBatches OpenBatches(BatchOrder order, Action checkAlive) => new MemoryBatches(Set, Rows, order);
}
