using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Products of matrices in main memory, on one thread.</summary>
/// <remarks>
/// A panel of columns at a time, in tiles whose sums stay in registers. Each element is one chain of fused multiply-adds in
/// the order of k, so a row's result depends neither on which rows are computed with it nor on the width of vectors. Operands too
/// large for the caches are walked in blocks of B that are packed first.
/// </remarks>
internal static unsafe class MatrixProduct
{
    private const int MostBlockDepth = 320;
    private const int PackFromDepth = 128;
    private const int PackFromRows = 48;
    private const int WidestPanel = 32;
    private const int TilesPerEpilogue = 3;

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
        var nothing = default(NoEpilogue);
        Multiply(rows, columns, depth, a, b, bias, c, ref nothing);
    }

    /// <summary><c>C += A B</c>; the rest as of <see cref="Multiply(int, int, int, Matrix, Matrix, float*, Matrix)"/>.</summary>
    public static void Add(int rows, int columns, int depth, Matrix a, Matrix b, Matrix c)
    {
        var nothing = default(NoEpilogue);
        Multiply(rows, columns, depth, a, b, c.Start, c, ref nothing);
    }

    /// <summary>The same, with something to do for each tile of C; the tiles cover it, each element once.</summary>
    /// <remarks>A bias that is the start of C stands for its own values, to which the product is added.</remarks>
    [MethodImpl(Compilation.AtOnce)]
    [SkipLocalsInit]
    public static void Multiply<TEpilogue>(
        int rows, int columns, int depth, Matrix a, Matrix b, float* bias, Matrix c, ref TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue, allows ref struct
    {
        // A cache line more, to begin at the start of one.
        var room = stackalloc float[depth >= PackFromDepth && rows >= PackFromRows ? MostBlockDepth * WidestPanel + 16 : 0];
        var packed = room == null ? null : (float*)(((nint)room + 63) & ~(nint)63);
        var column = 0;
        if (Vector512.IsHardwareAccelerated)
            column = MultiplyPanels<SixteenLanes, TEpilogue>(column, rows, columns, depth, a, b, bias, c, packed, ref epilogue);
        MultiplyPanels<EightLanes, TEpilogue>(column, rows, columns, depth, a, b, bias, c, packed, ref epilogue);
    }

    /// <summary>Computes as many columns as fill whole vectors, and returns the first that is left.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private static int MultiplyPanels<TLanes, TEpilogue>(
        int column, int rows, int columns, int depth, Matrix a, Matrix b, float* bias, Matrix c, float* packed, ref TEpilogue epilogue)
        where TLanes : struct, ILanes<TLanes>
        where TEpilogue : struct, ITileEpilogue, allows ref struct
    {
        for (; column + 2 * TLanes.Count <= columns; column += 2 * TLanes.Count)
            MultiplyPanel<TwoVectors<TLanes>, TEpilogue>(column, rows, depth, a, b, bias, c, packed, ref epilogue);
        for (; column + TLanes.Count <= columns; column += TLanes.Count)
            MultiplyPanel<TLanes, TEpilogue>(column, rows, depth, a, b, bias, c, packed, ref epilogue);
        return column;
    }

    [MethodImpl(Compilation.AtOnce)]
    private static void MultiplyPanel<T, TEpilogue>(
        int column, int rows, int depth, Matrix a, Matrix b, float* bias, Matrix c, float* packed, ref TEpilogue epilogue)
        where T : struct, IVectors<T>
        where TEpilogue : struct, ITileEpilogue, allows ref struct
    {
        var result = new Matrix(c.Start + column, c.Row);
        var beginning = bias == null ? null : bias + column;
        var beginningRow = bias == c.Start ? c.Row : 0;
        var blocks = packed == null ? 1 : (depth + MostBlockDepth - 1) / MostBlockDepth;
        var k = 0;
        do
        {
            // Equal blocks: a short last one would cost as much loading and storing of sums as a long one.
            var blockDepth = Math.Min((depth + blocks - 1) / blocks, depth - k);
            var left = new Matrix(a.Start + k * a.Column, a.Row, a.Column);
            var right = new Matrix(b.Start + k * b.Row + column, b.Row);
            if (packed != null)
                right = Pack<T>(right, blockDepth, packed);
            var block = new PanelOperands(blockDepth, left, right, new Matrix(beginning, beginningRow), result);
            k += blockDepth;
            var first = 0;
            for (var row = 0; row < rows;)
            {
                var count = Math.Min(T.TileRows, rows - row);
                RegisterTile<T>.Multiply<OneStretch>(row, count, block);
                row += count;
                if (k < depth || (row < rows && row - first < TilesPerEpilogue * T.TileRows))
                    continue;
                epilogue.Apply(new Tile(first, row - first, column, T.Count));
                first = row;
            }

            beginning = result.Start;
            beginningRow = result.Row;
        }
        while (k < depth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Matrix Pack<T>(Matrix block, int depth, float* packed)
        where T : struct, IVectors<T>
    {
        for (var k = 0; k < depth; k++)
            T.Load(block.Start + k * block.Row).Store(packed + k * T.Count);
        return new Matrix(packed, T.Count);
    }
}
