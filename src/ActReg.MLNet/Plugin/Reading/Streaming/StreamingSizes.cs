namespace ActReg.MLNet;

/// <summary>
/// What decides whether a set is streamed, and in what portions: fixed numbers, lest a result depend on the machine.
/// </summary>
internal sealed record StreamingSizes
{
    /// <summary>
    /// The bytes of features up to which a set is kept in memory if not told otherwise: 2 GiB.
    /// </summary>
    public long CacheBytes { get; init; } = 1L << 31;

    /// <summary>The bytes of the rows among which each next one is drawn: 32 MiB.</summary>
    public long ShuffleBytes { get; init; } = 1L << 25;

    /// <summary>The bytes of the rows that the reading thread hands over at a time, in whole batches: 1 MiB.</summary>
    public long SlotBytes { get; init; } = 1L << 20;

    /// <summary>The rows among which each next one is drawn; at least 1.</summary>
    public int ShuffleRows(ITrainingRows rows) => (int)Math.Clamp(ShuffleBytes / RowBytes(rows), 1, rows.RowCount);

    /// <summary>The rows that are handed over at a time: whole batches, at least one.</summary>
    public int SlotRows(ITrainingRows rows, int batchSize)
    {
        var batches = Math.Max(1, SlotBytes / RowBytes(rows) / batchSize);
        return (int)Math.Min(batches * batchSize, rows.RowCount);
    }

    /// <summary>Of the features, the labels and a weight.</summary>
    private static long RowBytes(ITrainingRows rows) => rows.FeatureBytes + sizeof(float) * (rows.LabelCount + 1L);
}
