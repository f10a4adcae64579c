namespace ActReg.MLNet;

/// <summary>
/// Batches of rows that a thread reads ahead, in an amount of memory that does not depend on the number of rows.
/// </summary>
internal sealed class StreamedBatches : IBatches
{
    private const int SlotCount = 4;

    private readonly int _batchSize;
    private readonly Action _checkAlive;
    private readonly SlotRing _ring;
    private readonly EpochReader _reader;
    private readonly int[] _rows;
    private ReadingThread? _thread;
    private RowSlot? _slot;
    private int _next;

    /// <param name="set">The rows.</param>
    /// <param name="order">How they are to come.</param>
    /// <param name="checkAlive">Called while a batch is waited for; throws to cancel.</param>
    public StreamedBatches(StreamedSet set, BatchOrder order, Action checkAlive)
    {
        _batchSize = order.BatchSize;
        _checkAlive = checkAlive;
        _rows = [.. Enumerable.Range(0, set.Sizes.SlotRows(set, order.BatchSize))];
        _ring = new SlotRing([.. Enumerable.Range(0, SlotCount).Select(_ => set.CreateSlot(_rows.Length))]);
        _reader = new EpochReader(set, order, _ring);
    }

    public void StartEpoch(int epoch)
    {
        // Once started it goes from epoch to epoch, so that the first batches are there when they are asked for.
        if (_thread != null)
            return;
        _thread = new ReadingThread(() => _reader.Run(epoch));
    }

    public RowBatch Next()
    {
        if (_slot?.Count == _next)
        {
            _ring.HandBack();
            _slot = null;
        }

        if (_slot == null)
        {
            _slot = _ring.WaitForFilled(_checkAlive);
            _next = 0;
        }

        var rows = _rows.AsSpan(_next, Math.Min(_batchSize, _slot.Count - _next));
        _next += rows.Length;
        return new RowBatch(_slot.Rows, rows);
    }

    /// <summary>The thread disposes of its cursor and ends: at once, unless the cursor blocks.</summary>
    public void Dispose()
    {
        _ring.Stop();
        _thread?.Leave();
    }
}
