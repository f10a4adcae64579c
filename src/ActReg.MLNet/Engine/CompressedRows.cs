using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ActReg.MLNet;

/// <summary>Rows whose zeros are left out, in chunks.</summary>
/// <param name="width">The numbers of a row.</param>
internal sealed class CompressedRows(int width) : FeatureValues(width)
{
    /// <summary>The bytes that a number takes, with its place.</summary>
    public const int NumberBytes = sizeof(float) + sizeof(int);

    /// <summary>The bytes that a row takes beside its numbers.</summary>
    public const int RowBytes = 3 * sizeof(int);

    private const int FirstLength = 1 << 10;
    private const int ChunkLength = 1 << 15;

    private readonly List<(int[] Places, float[] Values)> _chunks = [];
    private readonly List<(int Chunk, int Start, int Count)> _rows = [];
    private int _used;

    public override int Count => _rows.Count;

    /// <summary>The numbers that are kept.</summary>
    public long NumberCount { get; private set; }

    /// <summary>The bytes that they take.</summary>
    public long Bytes => NumberBytes * NumberCount + (long)RowBytes * Count;

    public override bool LeaveZerosOut => true;

    public override NonzeroRow Nonzeros(int row)
    {
        var (chunk, start, count) = _rows[row];
        var (places, values) = _chunks[chunk];
        return new(places.AsSpan(start, count), values.AsSpan(start, count));
    }

    /// <summary>Adds a row, to be filled with as many numbers as are not 0.</summary>
    /// <param name="count">How many.</param>
    /// <param name="places">Where their places go.</param>
    /// <param name="values">Where they go.</param>
    public void Add(int count, out Span<int> places, out Span<float> values)
    {
        if (_chunks.Count == 0 || _chunks[^1].Places.Length - _used < count)
        {
            var length = Math.Max(count, _chunks.Count == 0 ? FirstLength : Math.Min(ChunkLength, 2 * _chunks[^1].Places.Length));
            _chunks.Add((new int[length], new float[length]));
            _used = 0;
        }

        places = _chunks[^1].Places.AsSpan(_used, count);
        values = _chunks[^1].Values.AsSpan(_used, count);
        _rows.Add((_chunks.Count - 1, _used, count));
        _used += count;
        NumberCount += count;
    }

    /// <summary>The same rows with their zeros.</summary>
    public RowValues ToRowValues()
    {
        var all = new RowValues(Width);
        for (var row = 0; row < Count; row++)
            CopyTo(row, all.Add());
        return all;
    }

    public override void AddTo(IncrementalHash hash, int[]? rows)
    {
        var count = rows?.Length ?? Count;
        Span<int> length = stackalloc int[1];
        for (var i = 0; i < count; i++)
        {
            var row = Nonzeros(rows == null ? i : rows[i]);
            length[0] = row.Count;
            hash.AppendData(MemoryMarshal.AsBytes(length));
            hash.AppendData(MemoryMarshal.AsBytes(row.Places));
            hash.AppendData(MemoryMarshal.AsBytes(row.Values));
        }
    }
}
