namespace ActReg.MLNet;

/// <summary>
/// Batches of rows in memory, which stay where they are: each epoch shuffles the order that the one before had.
/// </summary>
internal sealed class MemoryBatches : IBatches
{
    private readonly TrainingSet _set;
    private readonly int _batchSize;
    private readonly RandomState? _shuffling;
    private readonly int[] _order;
    private int _shuffles;
    private int _next;

    /// <param name="set">The rows, others perhaps among them.</param>
    /// <param name="rows">Which of them; stays as it is.</param>
    /// <param name="order">How they are to come.</param>
    public MemoryBatches(TrainingSet set, int[] rows, BatchOrder order)
    {
        _set = set;
        _batchSize = order.BatchSize;
        _shuffling = order.ShuffleSeed is { } seed ? RandomStreams.Create(seed, RandomStreams.Shuffling) : null;
        _order = [.. rows];
    }

    public void StartEpoch(int epoch)
    {
        for (; _shuffling != null && _shuffles <= epoch; _shuffles++)
            _shuffling.Shuffle<int>(_order);
        _next = 0;
    }

    public RowBatch Next()
    {
        var rows = _order.AsSpan(_next, Math.Min(_batchSize, _order.Length - _next));
        _next += rows.Length;
        return new RowBatch(_set, rows);
    }

    public void Dispose()
    {
    }
}
