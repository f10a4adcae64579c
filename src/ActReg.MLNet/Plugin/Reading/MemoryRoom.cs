namespace ActReg.MLNet;

/// <summary>
/// Whether a set's rows fit in the memory that the process may have: the garbage collector's or a container's limit, or the machine's.
/// </summary>
/// <remarks>A share of it is left to the work itself. A training set is never streamed instead: no model is to depend on free memory.</remarks>
/// <param name="what">What the set is, for messages.</param>
/// <param name="rowBytes">What a row takes.</param>
/// <param name="remedy">What helps where there is no room, a sentence.</param>
internal sealed class MemoryRoom(string what, long rowBytes, string remedy)
{
    private const int StepBytes = 1 << 20;
    private const int SharesInAll = 16;
    private const int ArraysBeside = 3;

    private readonly long _limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
    private long _rowBytes = rowBytes;
    private long _nextCheck;

    /// <summary>For the rows of a training.</summary>
    public MemoryRoom(ExampleSource rows)
        : this(
            rows.What, sizeof(float) * ((long)rows.FeatureCount + rows.NumbersBeside),
            "With cacheInMemory = false it is streamed.")
    {
    }

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
    /// <param name="meanBytes">What a row takes, if that is known only now.</param>
    /// <exception cref="InvalidOperationException">There is no room.</exception>
    public void CheckNext(long count, long? meanBytes = null)
    {
        _rowBytes = meanBytes ?? _rowBytes;
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

    private InvalidOperationException NoRoom(string sizes, Exception? cause = null) => new(
        $"The {what} does not fit in memory: {sizes} bytes, and the process may have {_limit} for all that it does. {remedy}", cause);
}
