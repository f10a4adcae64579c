namespace ActReg.MLNet.Interchange;

/// <summary>The dimensions of an attribute or dataset.</summary>
/// <param name="Dimensions">None of a single value; <see langword="null"/> of one that has no value at all.</param>
internal sealed record HdfShape(IReadOnlyList<ulong>? Dimensions)
{
    private const int MostDimensions = 32;

    /// <summary>How many values there are.</summary>
    public Int128 Count => Dimensions?.Aggregate((Int128)1, (count, dimension) => count > ulong.MaxValue ? count : count * dimension) ?? 0;

    public static HdfShape Read(HdfCursor cursor)
    {
        const byte none = 2;
        var version = cursor.Version(1, 2);
        var (rank, _) = (cursor.Byte(), cursor.Byte());
        if (version == 1)
            cursor.Skip(5);
        else if (cursor.Byte() == none)
            return new HdfShape((IReadOnlyList<ulong>?)null);
        if (rank > MostDimensions)
            throw HdfFile.Damaged($"something has {rank} dimensions");
        var dimensions = new ulong[rank];
        for (var i = 0; i < rank; i++)
            dimensions[i] = cursor.UInt64();
        return new(dimensions);
    }
}
