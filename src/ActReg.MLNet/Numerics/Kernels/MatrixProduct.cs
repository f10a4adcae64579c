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
        Run(rows, columns, depth, a, b, TileBeginning.Result, null, c, ref nothing);
    }

    /// <summary>The same, with something to do for each tile of C; the tiles cover it, each element once.</summary>
    public static void Multiply<TEpilogue>(
        int rows, int columns, int depth, Matrix a, Matrix b, float* bias, Matrix c, ref TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue, allows ref struct =>
        Run(rows, columns, depth, a, b, bias == null ? TileBeginning.Zero : TileBeginning.Bias, bias, c, ref epilogue);

    [SkipLocalsInit]
    private static void Run<TEpilogue>(
        int rows, int columns, int depth, Matrix a, Matrix b, TileBeginning beginning, float* bias, Matrix c, ref TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue, allows ref struct
    {
        // A cache line more, to begin at the start of one.
        var room = stackalloc float[depth >= PackFromDepth && rows >= PackFromRows ? MostBlockDepth * WidestPanel + 16 : 0];
        var packed = room == null ? null : (float*)(((nint)room + 63) & ~(nint)63);
        var column = 0;
        if (Vector512.IsHardwareAccelerated)
            column = MultiplyPanels<SixteenLanes, TwelveRows, TEpilogue>(column, rows, columns, depth, a, b, beginning, bias, c, packed, ref epilogue);
        MultiplyPanels<EightLanes, SixRows, TEpilogue>(column, rows, columns, depth, a, b, beginning, bias, c, packed, ref epilogue);
    }

    /// <summary>Computes as many columns as fill whole vectors, and returns the first that is left.</summary>
    private static int MultiplyPanels<TLanes, TTileRows, TEpilogue>(
        int column, int rows, int columns, int depth, Matrix a, Matrix b, TileBeginning beginning, float* bias, Matrix c, float* packed,
        ref TEpilogue epilogue)
        where TLanes : struct, ILanes<TLanes>
        where TTileRows : struct, ITileCount
        where TEpilogue : struct, ITileEpilogue, allows ref struct
    {
        for (; column + 2 * TLanes.Count <= columns; column += 2 * TLanes.Count)
            MultiplyPanel<TLanes, TTileRows, TwoVectors, TEpilogue>(column, rows, depth, a, b, beginning, bias, c, packed, ref epilogue);
        for (; column + TLanes.Count <= columns; column += TLanes.Count)
            MultiplyPanel<TLanes, TTileRows, OneVector, TEpilogue>(column, rows, depth, a, b, beginning, bias, c, packed, ref epilogue);
        return column;
    }

    [MethodImpl(Compilation.AtOnce)]
    private static void MultiplyPanel<TLanes, TTileRows, TWidth, TEpilogue>(
        int column, int rows, int depth, Matrix a, Matrix b, TileBeginning beginning, float* bias, Matrix c, float* packed,
        ref TEpilogue epilogue)
        where TLanes : struct, ILanes<TLanes>
        where TTileRows : struct, ITileCount
        where TWidth : struct, ITileCount
        where TEpilogue : struct, ITileEpilogue, allows ref struct
    {
        var width = TWidth.Count * TLanes.Count;
        var result = new Matrix(c.Start + column, c.Row);
        var blocks = packed == null ? 1 : (depth + MostBlockDepth - 1) / MostBlockDepth;
        var block = 0;
        do
        {
            // Equal blocks: a short last one would cost as much loading and storing of sums as a long one.
            var blockDepth = Math.Min((depth + blocks - 1) / blocks, depth - block);
            var left = new Matrix(a.Start + block * a.Column, a.Row, a.Column);
            var right = new Matrix(b.Start + block * b.Row + column, b.Row);
            if (packed != null)
                right = Pack<TLanes, TWidth>(right, blockDepth, packed);
            block += blockDepth;
            var first = 0;
            for (var row = 0; row < rows;)
            {
                var tileRows = Math.Min(TTileRows.Count, rows - row);
                MultiplyTile<TLanes, TTileRows, TWidth>(row, tileRows, blockDepth, left, right, beginning, bias + column, result);
                row += tileRows;
                if (block < depth || (row < rows && row - first < TilesPerEpilogue * TTileRows.Count))
                    continue;
                epilogue.Apply(new Tile(first, row - first, column, width));
                first = row;
            }

            beginning = TileBeginning.Result;
        }
        while (block < depth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Matrix Pack<TLanes, TWidth>(Matrix block, int depth, float* packed)
        where TLanes : struct, ILanes<TLanes>
        where TWidth : struct, ITileCount
    {
        var width = TWidth.Count * TLanes.Count;
        for (var k = 0; k < depth; k++)
        {
            var from = block.Start + k * block.Row;
            var to = packed + k * width;
            TLanes.Load(from).Store(to);
            if (TWidth.Count > 1)
                TLanes.Load(from + TLanes.Count).Store(to + TLanes.Count);
        }

        return new Matrix(packed, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyTile<TLanes, TTileRows, TWidth>(
        int row, int rows, int depth, Matrix a, Matrix b, TileBeginning beginning, float* bias, Matrix c)
        where TLanes : struct, ILanes<TLanes>
        where TTileRows : struct, ITileCount
        where TWidth : struct, ITileCount
    {
        if (rows == TTileRows.Count)
        {
            RegisterTile.Multiply<TLanes, TTileRows, TWidth>(row, depth, a, b, beginning, bias, c);
            return;
        }

        switch (rows)
        {
            case 11: RegisterTile.Multiply<TLanes, ElevenRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 10: RegisterTile.Multiply<TLanes, TenRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 9: RegisterTile.Multiply<TLanes, NineRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 8: RegisterTile.Multiply<TLanes, EightRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 7: RegisterTile.Multiply<TLanes, SevenRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 6: RegisterTile.Multiply<TLanes, SixRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 5: RegisterTile.Multiply<TLanes, FiveRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 4: RegisterTile.Multiply<TLanes, FourRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 3: RegisterTile.Multiply<TLanes, ThreeRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 2: RegisterTile.Multiply<TLanes, TwoRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 1: RegisterTile.Multiply<TLanes, OneRow, TWidth>(row, depth, a, b, beginning, bias, c); break;
        }
    }
}
