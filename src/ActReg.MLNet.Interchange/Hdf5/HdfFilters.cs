using System.IO.Compression;

namespace ActReg.MLNet.Interchange;

/// <summary>What was done to a dataset's chunks before they were written: gzip, shuffle, and a checksum, which is left out.</summary>
internal sealed class HdfFilters
{
    private const ushort Deflate = 1;
    private const ushort Shuffle = 2;
    private const ushort Fletcher32 = 3;
    private const int ChecksumLength = 4;

    private readonly IReadOnlyList<ushort> _filters;
    private readonly string _what;

    private HdfFilters(IReadOnlyList<ushort> filters, string what) => (_filters, _what) = (filters, what);

    public bool IsEmpty => _filters.Count == 0;

    public static HdfFilters Read(HdfCursor? cursor, string what)
    {
        if (cursor == null)
            return new([], what);
        var version = cursor.Version(1, 2);
        var count = cursor.Byte();
        if (version == 1)
            cursor.Skip(6);
        var filters = new ushort[count];
        for (var i = 0; i < count; i++)
        {
            filters[i] = cursor.UInt16();
            // Those of HDF5 itself have no name in the second version.
            var nameLength = version == 1 || filters[i] >= 256 ? cursor.UInt16() : 0;
            cursor.Skip(2);
            var valueCount = cursor.UInt16();
            cursor.Skip(version == 1 ? (nameLength + 7) / 8 * 8 : nameLength);
            cursor.Skip(4 * valueCount + (version == 1 && valueCount % 2 == 1 ? 4 : 0));
            if (filters[i] is not (Deflate or Shuffle or Fletcher32))
                throw new FormatException($"{what} is compressed by filter {filters[i]}; gzip and shuffle are read.");
        }

        return new(filters, what);
    }

    /// <summary>A chunk as it was before.</summary>
    /// <param name="stored">What the file has.</param>
    /// <param name="skipped">Bit by bit filters that this chunk had not.</param>
    /// <param name="length">The chunk's bytes, of which there is exactly so much.</param>
    /// <param name="valueSize">The bytes of a value.</param>
    public byte[] Undo(byte[] stored, uint skipped, int length, int valueSize)
    {
        var bytes = stored;
        for (var i = _filters.Count - 1; i >= 0; i--)
        {
            if (i < 32 && (skipped >> i & 1) != 0)
                continue;
            bytes = _filters[i] switch
            {
                Fletcher32 => bytes[..Math.Max(0, bytes.Length - ChecksumLength)],
                Deflate => Inflate(bytes, length + ChecksumLength),
                _ => Unshuffle(bytes, valueSize),
            };
        }

        return bytes.Length == length ? bytes : throw HdfFile.Damaged($"a chunk of {_what} has {bytes.Length} of {length} bytes");
    }

    private byte[] Inflate(byte[] bytes, int most)
    {
        const int part = 1 << 16;
        var result = new MemoryStream();
        try
        {
            using var content = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
            var buffer = new byte[part];
            for (int count; result.Length <= most && (count = content.Read(buffer)) > 0;)
                result.Write(buffer, 0, count);
        }
        catch (InvalidDataException e)
        {
            throw HdfFile.Damaged($"a chunk of {_what} cannot be unpacked", e);
        }

        return result.Length <= most ? result.ToArray() : throw HdfFile.Damaged($"a chunk of {_what} is larger than its shape");
    }

    /// <summary>All first bytes, all second ones and so on, put together to values again.</summary>
    private static byte[] Unshuffle(byte[] bytes, int size)
    {
        var count = bytes.Length / size;
        var result = new byte[bytes.Length];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < size; j++)
                result[i * size + j] = bytes[j * count + i];
        }

        bytes.AsSpan(count * size).CopyTo(result.AsSpan(count * size));
        return result;
    }
}
