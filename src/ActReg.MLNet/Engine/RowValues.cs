using System.Numerics;

namespace ActReg.MLNet;

/// <summary>Rows of as many numbers each, in chunks: one array that grew would at times need three times the memory of the rows.</summary>
internal sealed class RowValues
{
    /// <summary>The most numbers of several rows in a chunk: 256 KiB.</summary>
    private const int ChunkLength = 1 << 16;

    private const int FirstRows = 64;
    private const int ShiftOfOneChunk = 31;

    private readonly List<float[]> _chunks = [];
    private readonly Stack<float[]> _spare;
    private readonly int _shift;
    private readonly int _mask;

    /// <summary>No rows yet.</summary>
    /// <param name="width">The numbers of a row.</param>
    public RowValues(int width)
        : this(width, new Stack<float[]>())
    {
    }

    /// <summary>The rows that stand in an array, which is not copied.</summary>
    /// <param name="width">The numbers of a row.</param>
    /// <param name="values">Row-major.</param>
    public RowValues(int width, float[] values)
        : this(width, [], ShiftOfOneChunk)
    {
        _chunks.Add(values);
        Count = values.Length / width;
    }

    private RowValues(int width, Stack<float[]> spare, int? shift = null)
    {
        Width = width;
        _spare = spare;
        _shift = shift ?? BitOperations.Log2((uint)Math.Max(1, ChunkLength / width));
        _mask = (int)((1u << _shift) - 1);
    }

    /// <summary>The numbers of a row.</summary>
    public int Width { get; }

    /// <summary>The rows.</summary>
    public int Count { get; private set; }

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
            _chunks.Add(_spare.TryPop(out var spare) ? spare : new float[(Count == 0 ? Math.Min(FirstRows, _mask + 1) : _mask + 1) * Width]);
        }
        else if (_chunks[^1] is var chunk && chunk.Length == row * Width)
        {
            Array.Resize(ref chunk, 2 * chunk.Length);
            _chunks[^1] = chunk;
        }

        return this[Count++];
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

    /// <summary>A copy of all rows.</summary>
    public RowValues Copy()
    {
        var copy = new RowValues(Width, [], _shift) { Count = Count };
        copy._chunks.AddRange(_chunks.Select(chunk => (float[])chunk.Clone()));
        return copy;
    }

    /// <summary>
    /// Parts the rows in two, which keep their order. None of them is left here: the memory that they stood in is used again.
    /// </summary>
    /// <param name="isTaken">Of each row.</param>
    public (RowValues Others, RowValues Taken) Divide(ReadOnlySpan<bool> isTaken)
    {
        var (others, taken) = (new RowValues(Width, _spare), new RowValues(Width, _spare));
        for (var row = 0; row < Count; row++)
        {
            this[row].CopyTo((isTaken[row] ? taken : others).Add());
            if ((row & _mask) != _mask)
                continue;
            _spare.Push(_chunks[row >> _shift]);
            _chunks[row >> _shift] = [];
        }

        _spare.Clear();
        _chunks.Clear();
        Count = 0;
        return (others, taken);
    }
}
