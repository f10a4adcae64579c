namespace ActReg.MLNet.Tests;

/// <summary>A matrix with guard values around it and between its rows, which code under test must neither use nor change.</summary>
/// <remarks>Whoever uses <see cref="View"/> must keep the matrix itself reachable meanwhile.</remarks>
internal sealed unsafe class GuardedMatrix
{
    private const int Margin = 16;

    private static int _count;

    // Not a number, so that a guard that is read spoils what is computed; and of each matrix another one, so that what was computed from
    // one's guards is none of another's.
    private readonly float _guard = BitConverter.Int32BitsToSingle(0x7fc00000 | (Interlocked.Increment(ref _count) & 0xfffff));
    private readonly float[] _array;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _stride;

    public GuardedMatrix(int rows, int columns, int gap = 0)
    {
        _rows = rows;
        _columns = columns;
        _stride = columns + gap;
        _array = GC.AllocateUninitializedArray<float>(rows * _stride + 2 * Margin, pinned: true);
        Array.Fill(_array, _guard);
        fixed (float* start = _array)
            View = new Matrix(start + Margin, _stride);
    }

    public Matrix View { get; }

    public ref float this[int row, int column] => ref _array[Margin + row * _stride + column];

    public GuardedMatrix Fill(Func<int, int, float> value)
    {
        for (var row = 0; row < _rows; row++)
        {
            for (var column = 0; column < _columns; column++)
                this[row, column] = value(row, column);
        }

        return this;
    }

    public GuardedMatrix Fill(Random random) => Fill((_, _) => Numbers.Next(random));

    /// <summary>A copy of its rows.</summary>
    public float[][] ToArray() => [.. Enumerable.Range(0, _rows).Select(row => Row(row).ToArray())];

    public ReadOnlySpan<float> Row(int row) => _array.AsSpan(Margin + row * _stride, _columns);

    public void AssertGuardsAreIntact()
    {
        for (var i = 0; i < _array.Length; i++)
        {
            var offset = i - Margin;
            var isInside = offset >= 0 && offset < _rows * _stride && offset % _stride < _columns;
            if (!isInside)
                Assert.AreEqual(BitConverter.SingleToInt32Bits(_guard), BitConverter.SingleToInt32Bits(_array[i]), $"guard at {offset}");
        }
    }
}
