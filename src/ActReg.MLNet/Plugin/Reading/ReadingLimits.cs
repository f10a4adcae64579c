namespace ActReg.MLNet;

/// <summary>How much of a set is read into memory.</summary>
/// <param name="expectedRows">Its rows; <see langword="null"/> where they are not known.</param>
/// <param name="mostRows">The most rows.</param>
/// <param name="mostBytes">The most bytes that features may take.</param>
/// <param name="room">The memory that there is.</param>
internal sealed class ReadingLimits(long? expectedRows, long mostRows, long mostBytes, MemoryRoom room)
{
    private bool _allIsChecked;

    public MemoryRoom Room => room;

    /// <summary>Whether all rows may be read, as far as that can be known: of rows whose zeros are left out, what they take shows when they are read.</summary>
    /// <exception cref="InvalidOperationException">There is no room.</exception>
    public bool Allow(RowBuffer buffer)
    {
        if (_allIsChecked || !buffer.HasZeros)
            return true;
        _allIsChecked = true;
        if (expectedRows is not { } all)
            return true;
        if (all > mostBytes / buffer.FeatureBytes)
            return false;
        room.CheckAll(all);
        return true;
    }

    /// <summary>Whether a further row may be read.</summary>
    /// <exception cref="InvalidOperationException">There is no room.</exception>
    public bool AllowNext(RowBuffer buffer)
    {
        if (buffer.Count == mostRows || buffer.BytesWithNext > mostBytes || !Allow(buffer))
            return false;
        room.CheckNext(buffer.Count, buffer.RowBytes);
        return true;
    }
}
