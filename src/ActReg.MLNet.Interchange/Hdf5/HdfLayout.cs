namespace ActReg.MLNet.Interchange;

/// <summary>Where a dataset's values are.</summary>
/// <param name="Address">Where they begin, or the tree of their chunks.</param>
/// <param name="Length">How many bytes they have, where they are in one piece.</param>
/// <param name="Inline">The values, where they stand in the header.</param>
/// <param name="ChunkSizes">A chunk's dimensions, where values are in chunks.</param>
internal sealed record HdfLayout(ulong Address, ulong Length, ReadOnlyMemory<byte>? Inline, IReadOnlyList<uint>? ChunkSizes)
{
    private const byte Compact = 0;
    private const byte OnePiece = 1;
    private const byte Chunked = 2;

    public bool IsChunked => ChunkSizes != null;

    public static HdfLayout Read(HdfCursor cursor, string what)
    {
        var version = cursor.Version(1, 4);
        return version < 3 ? ReadFirst(cursor, what) : ReadThird(cursor, version, what);
    }

    private static HdfLayout ReadThird(HdfCursor cursor, byte version, string what)
    {
        switch (cursor.Byte())
        {
            case Compact:
                return new(0, 0, cursor.Take(cursor.UInt16()), null);
            case OnePiece:
                return new(cursor.UInt64(), cursor.UInt64(), null, null);
            case Chunked when version == 3:
                // The last one is the size of a value.
                var rank = Math.Max(1, (int)cursor.Byte());
                return new(cursor.UInt64(), 0, null, Sizes(cursor, rank - 1));
            case Chunked:
                throw new FormatException($"{what} has its chunks in a tree as only files with libver=\"latest\" have; Keras writes none: write it with h5py's defaults.");
            default:
                throw HdfFile.Damaged($"{what} is made of others, perhaps in other files, which are not read");
        }
    }

    /// <summary>Files of HDF5 before 1.6.3: the length follows from the shape.</summary>
    private static HdfLayout ReadFirst(HdfCursor cursor, string what)
    {
        var (rank, kind) = (cursor.Byte(), cursor.Byte());
        cursor.Skip(5);
        var address = kind == Compact ? 0 : cursor.UInt64();
        var sizes = Sizes(cursor, kind == Chunked ? Math.Max(1, (int)rank) - 1 : rank);
        return kind switch
        {
            Compact => new(0, 0, cursor.Take(cursor.UInt32()), null),
            OnePiece => new(address, ulong.MaxValue, null, null),
            Chunked => new(address, 0, null, sizes),
            _ => throw HdfFile.Damaged($"where the values of {what} are is not known"),
        };
    }

    private static uint[] Sizes(HdfCursor cursor, int count)
    {
        var sizes = new uint[count];
        for (var i = 0; i < count; i++)
            sizes[i] = cursor.UInt32();
        return sizes;
    }
}
