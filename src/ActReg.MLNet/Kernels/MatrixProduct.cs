using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>A matrix in memory: element (i, j) is at <c>Start[i * Row + j * Column]</c>.</summary>
internal readonly unsafe struct Matrix(float* start, nint row, nint column = 1)
{
    public float* Start { get; } = start;

    public nint Row { get; } = row;

    public nint Column { get; } = column;

    public Matrix Transposed => new(Start, Column, Row);
}

/// <summary>Products of matrices in main memory, on one thread.</summary>
/// <remarks>
/// A register kernel of up to six rows and sixteen columns of the result, with the columns of B contiguous. Each element is
/// one chain of fused multiply-adds in the order of k, so a row's result does not depend on which rows are computed with it.
/// Operands too large for the caches are walked in blocks of B that are packed first.
/// </remarks>
internal static unsafe class MatrixProduct
{
    private const int TileRows = 6;
    private const int TileColumns = 16;
    private const int BlockDepth = 256;
    private const int PackFromDepth = 128;
    private const int PackFromRows = 4 * TileRows;

    /// <summary><c>C = A B + bias</c>, every row of C starting from <paramref name="bias"/>, or from zero where that is null.</summary>
    /// <param name="rows">The rows of A and C.</param>
    /// <param name="columns">The columns of B and C: a multiple of 8, contiguous in both.</param>
    /// <param name="depth">The columns of A and rows of B.</param>
    /// <param name="a">Any layout.</param>
    /// <param name="b">Column stride 1.</param>
    /// <param name="bias">As many values as columns, or null.</param>
    /// <param name="c">Column stride 1.</param>
    public static void Multiply(int rows, int columns, int depth, Matrix a, Matrix b, float* bias, Matrix c)
    {
        var pack = depth >= PackFromDepth && rows >= PackFromRows;
        var packed = stackalloc float[pack ? BlockDepth * TileColumns : 1];
        for (var column = 0; column < columns; column += TileColumns)
        {
            var wide = columns - column >= TileColumns;
            var block = 0;
            do
            {
                var blockDepth = pack ? Math.Min(BlockDepth, depth - block) : depth;
                var panel = new Matrix(b.Start + block * b.Row + column, b.Row);
                if (pack)
                    panel = Pack(panel, blockDepth, wide, packed);
                var left = new Matrix(a.Start + block * a.Column, a.Row, a.Column);
                var start = block > 0 ? Beginning.Result : bias != null ? Beginning.Bias : Beginning.Zero;
                var right = new Matrix(c.Start + column, c.Row);
                if (wide)
                    MultiplyPanel<Wide>(rows, blockDepth, left, panel, start, bias + column, right);
                else
                    MultiplyPanel<Narrow>(rows, blockDepth, left, panel, start, bias + column, right);
                block += blockDepth;
            }
            while (block < depth);
        }
    }

    private static Matrix Pack(Matrix panel, int depth, bool wide, float* packed)
    {
        for (var k = 0; k < depth; k++)
        {
            var from = panel.Start + k * panel.Row;
            var to = packed + k * TileColumns;
            Vector256.Load(from).Store(to);
            if (wide)
                Vector256.Load(from + 8).Store(to + 8);
        }

        return new Matrix(packed, TileColumns);
    }

    private static void MultiplyPanel<TWidth>(int rows, int depth, Matrix a, Matrix b, Beginning beginning, float* bias, Matrix c)
        where TWidth : struct, ICount
    {
        var row = 0;
        for (; row + TileRows <= rows; row += TileRows)
            Tile<Six, TWidth>(row, depth, a, b, beginning, bias, c);
        switch (rows - row)
        {
            case 5: Tile<Five, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 4: Tile<Four, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 3: Tile<Three, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 2: Tile<Two, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 1: Tile<One, TWidth>(row, depth, a, b, beginning, bias, c); break;
        }
    }

    /// <summary>One tile of the result, held in registers; the counts are constants to the compiler, which drops what they exclude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TRows, TWidth>(int row, int depth, Matrix a, Matrix b, Beginning beginning, float* bias, Matrix c)
        where TRows : struct, ICount
        where TWidth : struct, ICount
    {
        var to = c.Start + row * c.Row;
        Vector256<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector256<float> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        if (beginning != Beginning.Zero)
        {
            var from = beginning == Beginning.Bias ? bias : to;
            var step = beginning == Beginning.Bias ? 0 : c.Row;
            Load<TWidth>(from, ref c00, ref c01);
            if (TRows.Count > 1) Load<TWidth>(from + step, ref c10, ref c11);
            if (TRows.Count > 2) Load<TWidth>(from + 2 * step, ref c20, ref c21);
            if (TRows.Count > 3) Load<TWidth>(from + 3 * step, ref c30, ref c31);
            if (TRows.Count > 4) Load<TWidth>(from + 4 * step, ref c40, ref c41);
            if (TRows.Count > 5) Load<TWidth>(from + 5 * step, ref c50, ref c51);
        }

        var left = a.Start + row * a.Row;
        var right = b.Start;
        var second = a.Row;
        var third = 2 * a.Row;
        var fourth = 3 * a.Row;
        var fifth = 4 * a.Row;
        var sixth = 5 * a.Row;
        for (var k = 0; k < depth; k++)
        {
            var b0 = Vector256.Load(right);
            var b1 = TWidth.Count > 1 ? Vector256.Load(right + 8) : default;
            MultiplyAdd<TWidth>(left[0], b0, b1, ref c00, ref c01);
            if (TRows.Count > 1) MultiplyAdd<TWidth>(left[second], b0, b1, ref c10, ref c11);
            if (TRows.Count > 2) MultiplyAdd<TWidth>(left[third], b0, b1, ref c20, ref c21);
            if (TRows.Count > 3) MultiplyAdd<TWidth>(left[fourth], b0, b1, ref c30, ref c31);
            if (TRows.Count > 4) MultiplyAdd<TWidth>(left[fifth], b0, b1, ref c40, ref c41);
            if (TRows.Count > 5) MultiplyAdd<TWidth>(left[sixth], b0, b1, ref c50, ref c51);
            left += a.Column;
            right += b.Row;
        }

        Store<TWidth>(to, c00, c01);
        if (TRows.Count > 1) Store<TWidth>(to + c.Row, c10, c11);
        if (TRows.Count > 2) Store<TWidth>(to + 2 * c.Row, c20, c21);
        if (TRows.Count > 3) Store<TWidth>(to + 3 * c.Row, c30, c31);
        if (TRows.Count > 4) Store<TWidth>(to + 4 * c.Row, c40, c41);
        if (TRows.Count > 5) Store<TWidth>(to + 5 * c.Row, c50, c51);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TWidth>(float* from, ref Vector256<float> first, ref Vector256<float> second)
        where TWidth : struct, ICount
    {
        first = Vector256.Load(from);
        if (TWidth.Count > 1) second = Vector256.Load(from + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd<TWidth>(
        float left, Vector256<float> b0, Vector256<float> b1, ref Vector256<float> first, ref Vector256<float> second)
        where TWidth : struct, ICount
    {
        var factor = Vector256.Create(left);
        first = Vector256.MultiplyAddEstimate(factor, b0, first);
        if (TWidth.Count > 1) second = Vector256.MultiplyAddEstimate(factor, b1, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TWidth>(float* to, Vector256<float> first, Vector256<float> second)
        where TWidth : struct, ICount
    {
        first.Store(to);
        if (TWidth.Count > 1) second.Store(to + 8);
    }

    /// <summary>What a tile's accumulators hold at first.</summary>
    private enum Beginning
    {
        Zero,
        Bias,
        Result,
    }

    /// <summary>A count that the compiler knows.</summary>
    private interface ICount
    {
        static abstract int Count { get; }
    }

    private readonly struct One : ICount
    {
        public static int Count => 1;
    }

    private readonly struct Two : ICount
    {
        public static int Count => 2;
    }

    private readonly struct Three : ICount
    {
        public static int Count => 3;
    }

    private readonly struct Four : ICount
    {
        public static int Count => 4;
    }

    private readonly struct Five : ICount
    {
        public static int Count => 5;
    }

    private readonly struct Six : ICount
    {
        public static int Count => 6;
    }

    /// <summary>Eight columns.</summary>
    private readonly struct Narrow : ICount
    {
        public static int Count => 1;
    }

    /// <summary>Sixteen columns.</summary>
    private readonly struct Wide : ICount
    {
        public static int Count => 2;
    }
}
