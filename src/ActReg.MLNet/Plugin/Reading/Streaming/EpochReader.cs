namespace ActReg.MLNet;

/// <summary>
/// Reads a set again and again, each time through a cursor of its own, and hands its rows over; runs on a thread of its own.
/// </summary>
/// <remarks>
/// To shuffle, rows go through a buffer: once it is full, one of its rows, drawn at random, leaves for each that comes. Where the
/// data view can shuffle by itself, it does so too. An epoch's order depends on the seed and its number alone.
/// </remarks>
internal sealed class EpochReader
{
    private readonly StreamedSet _set;
    private readonly BatchOrder _order;
    private readonly SlotRing _ring;
    private readonly RowSlot? _buffer;
    private RowSlot? _slot;

    /// <param name="set">What to read.</param>
    /// <param name="order">In what order.</param>
    /// <param name="ring">Where to.</param>
    public EpochReader(StreamedSet set, BatchOrder order, SlotRing ring)
    {
        _set = set;
        _order = order;
        _ring = ring;
        _buffer = order.ShuffleSeed == null ? null : set.CreateSlot(set.Sizes.ShuffleRows(set));
    }

    /// <summary>
    /// Reads from an epoch on until the last one, or until the ring is stopped. What goes wrong is handed over.
    /// </summary>
    public void Run(int epoch)
    {
        try
        {
            for (; epoch < _order.Epochs; epoch++)
                Read(epoch);
        }
        catch (Exception e)
        {
            _ring.HandOver(e);
        }
    }

    private void Read(int epoch)
    {
        var random = _order.ShuffleSeed is { } seed ? RandomStreams.Create(seed, RandomStreams.Shuffling, epoch) : null;
        using var cursor = _set.Rows.Open(random);
        long count = 0;
        while (cursor.MoveNext())
        {
            _ring.ThrowIfStopped();
            if (++count > _set.RowCount)
                throw _set.Changed($"more than {_set.RowCount}");
            if (_buffer == null)
            {
                Slot().Add(cursor, _set.Adjustment);
            }
            else
            {
                if (_buffer.IsFull)
                    Draw(_buffer, random!);
                _buffer.Add(cursor, _set.Adjustment);
            }
        }

        _set.CheckPass(count, cursor.Skipped.Count);
        while (_buffer?.Count > 0)
            Draw(_buffer, random!);
        if (_slot != null)
            HandOver();
    }

    private void Draw(RowSlot buffer, RandomState random)
    {
        buffer.MoveTo(Slot(), (int)random.NextInterval((uint)(buffer.Count - 1)));
    }

    /// <summary>One with room for a row.</summary>
    private RowSlot Slot()
    {
        if (_slot is { IsFull: true })
            HandOver();
        return _slot ??= _ring.WaitForEmpty();
    }

    private void HandOver()
    {
        _ring.HandOver();
        _slot = null;
    }
}
