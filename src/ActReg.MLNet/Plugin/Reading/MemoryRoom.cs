namespace ActReg.MLNet;

/// <summary>
/// Whether a set's rows fit in the memory that the process may have: the garbage collector's or a container's limit, or the machine's.
/// </summary>
/// <remarks>A share of it is left to the training itself. A set is never streamed instead: no model is to depend on free memory.</remarks>
internal sealed class MemoryRoom(ExampleSource rows)
{
    private const int StepBytes = 1 << 20;
    private const int SharesInAll = 16;
    private const int ArraysBeside = 3;

    private readonly long _limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
    private readonly long _rowBytes = sizeof(float) * ((long)rows.FeatureCount + rows.LabelCount + (rows.HasWeights ? 1 : 0));
    private long _nextCheck;

    /// <summary>Whether memory is so short that an allocation may have failed for that.</summary>
    public bool IsShort => GC.GetTotalMemory(forceFullCollection: false) > _limit / 2;

    /// <summary>Looks once before the first row is read.</summary>
    /// <param name="count">As many as there will be.</param>
    /// <exception cref="InvalidOperationException">There is no room.</exception>
    public void CheckAll(long count)
    {
        if (count > _limit / _rowBytes || !Has(count * _rowBytes))
            throw NoRoom($"its {count} rows take {(Int128)count * _rowBytes}");
    }

    /// <summary>Looks for the next row, and some more at a time.</summary>
    /// <param name="count">The rows before it.</param>
    /// <exception cref="InvalidOperationException">There is no room.</exception>
    public void CheckNext(long count)
    {
        if (count < _nextCheck)
            return;
        if (!Has(Math.Max(StepBytes, _rowBytes)))
            throw NoRoomAfter(count);
        _nextCheck = count + Math.Max(1, StepBytes / _rowBytes);
    }

    /// <summary>Looks, where memory is short, whether there is some for what a training takes beside its rows.</summary>
    /// <param name="count">All rows, each of which has a place in an order, perhaps two, and perhaps another label and weight.</param>
    /// <exception cref="OutOfMemoryException">There is none.</exception>
    public void CheckRest(int count)
    {
        if (IsShort)
            GC.KeepAlive(Array.ConvertAll(new int[ArraysBeside], _ => new int[count]));
    }

    /// <summary>The error that there is none for a further row.</summary>
    /// <param name="count">The rows before it.</param>
    /// <param name="cause">What showed it; <see langword="null"/> for this object.</param>
    public InvalidOperationException NoRoomAfter(long count, Exception? cause = null) =>
        NoRoom($"its first {count} rows take {count * _rowBytes}", cause);

    private bool Has(long bytes)
    {
        var most = _limit - _limit / SharesInAll - bytes;
        if (GC.GetTotalMemory(forceFullCollection: false) <= most)
            return true;
        // Some of that may be garbage.
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false) <= most;
    }

    private InvalidOperationException NoRoom(string what, Exception? cause = null) => new(
        $"The {rows.What} does not fit in memory: {what} bytes, and the process may have {_limit} for all that it does. "
        + "With cacheInMemory = false it is streamed.", cause);
}
