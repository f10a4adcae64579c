using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ActReg.MLNet;

/// <summary>Rows of as many numbers each, in chunks: one array that grew would at times need three times the memory of the rows.</summary>
internal sealed class RowValues : FeatureValues
{
    /// <summary>The most numbers of several rows in a chunk: 256 KiB.</summary>
    private const int ChunkLength = 1 << 16;

    private const int FirstRows = 64;
    private const int ShiftOfOneChunk = 31;
    private const int HashedLength = 1 << 20;

    private readonly List<float[]> _chunks = [];
    private readonly int _shift;
    private readonly int _mask;
    private int _count;

    /// <summary>No rows yet.</summary>
    /// <param name="width">The numbers of a row.</param>
    public RowValues(int width)
        : this(width, shift: BitOperations.Log2((uint)Math.Max(1, ChunkLength / width)))
    {
    }

    /// <summary>The rows that stand in an array, which is not copied.</summary>
    /// <param name="width">The numbers of a row.</param>
    /// <param name="values">Row-major.</param>
    public RowValues(int width, float[] values)
        : this(width, ShiftOfOneChunk)
    {
        _chunks.Add(values);
        _count = values.Length / width;
    }

    private RowValues(int width, int shift)
        : base(width)
    {
        _shift = shift;
        _mask = (int)((1u << _shift) - 1);
    }

    public override int Count => _count;

    /// <summary>All rows, one after the other, in pieces of several.</summary>
    public IEnumerable<ReadOnlyMemory<float>> Pieces =>
        _chunks.Select((chunk, i) => (ReadOnlyMemory<float>)chunk.AsMemory(0, (Math.Min(_mask, Count - 1 - (i << _shift)) + 1) * Width));

    public Span<float> this[int row] => _chunks[row >> _shift].AsSpan((row & _mask) * Width, Width);

    /// <summary>Adds a row, to be filled.</summary>
    public Span<float> Add()
    {
        var row = Count & _mask;
        if (row == 0)
        {
            _chunks.Add(new float[(Count == 0 ? Math.Min(FirstRows, _mask + 1) : _mask + 1) * Width]);
        }
        else if (_chunks[^1] is var chunk && chunk.Length == row * Width)
        {
            Array.Resize(ref chunk, 2 * chunk.Length);
            _chunks[^1] = chunk;
        }

        return this[_count++];
    }

    /// <summary>A copy of all rows, in one array.</summary>
    public float[] ToArray()
    {
        var all = new float[Count * Width];
        var at = 0;
        foreach (var piece in Pieces)
        {
            piece.CopyTo(all.AsMemory(at));
            at += piece.Length;
        }

        return all;
    }

    public override ReadOnlySpan<float> Row(int row) => this[row];

    public override Span<float> InPlace(int row) => this[row];

    public override void CopyTo(int row, Span<float> values) => this[row].CopyTo(values);

    /// <summary>A copy of all rows.</summary>
    public RowValues Copy()
    {
        var copy = new RowValues(Width, _shift) { _count = _count };
        copy._chunks.AddRange(_chunks.Select(chunk => (float[])chunk.Clone()));
        return copy;
    }

    public override void AddTo(IncrementalHash hash, int[]? rows)
    {
        if (rows != null)
        {
            foreach (var row in rows)
                hash.AppendData(MemoryMarshal.AsBytes(this[row]));
            return;
        }

        foreach (var piece in Pieces)
        {
            // In stretches, because bytes are counted in an int.
            for (var start = 0; start < piece.Length; start += HashedLength)
                hash.AppendData(MemoryMarshal.AsBytes(piece.Span[start..Math.Min(piece.Length, start + HashedLength)]));
        }
    }
}
