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

    /// <summary><c>C = A B + bias</c>, every row of C starting from <paramref name="bias"/>, or from zero where that is null.</summary>
    /// <param name="rows">The rows of A and C.</param>
    /// <param name="columns">The columns of B and C: a multiple of 8, contiguous in both.</param>
    /// <param name="depth">The columns of A and rows of B.</param>
    /// <param name="a">Any layout.</param>
    /// <param name="b">Column stride 1.</param>
    /// <param name="bias">As many values as columns, or null.</param>
    /// <param name="c">Column stride 1.</param>
    [SkipLocalsInit]
    public static void Multiply(int rows, int columns, int depth, Matrix a, Matrix b, float* bias, Matrix c)
    {
        // A cache line more, to begin at the start of one.
        var room = stackalloc float[depth >= PackFromDepth && rows >= PackFromRows ? MostBlockDepth * WidestPanel + 16 : 0];
        var packed = room == null ? null : (float*)(((nint)room + 63) & ~(nint)63);
        var column = 0;
        if (Vector512.IsHardwareAccelerated)
            column = MultiplyPanels<SixteenLanes, Vector512<float>, TwelveRows>(column, rows, columns, depth, a, b, bias, c, packed);
        MultiplyPanels<EightLanes, Vector256<float>, SixRows>(column, rows, columns, depth, a, b, bias, c, packed);
    }

    /// <summary>Computes as many columns as fill whole vectors, and returns the first that is left.</summary>
    private static int MultiplyPanels<TLanes, TVector, TTileRows>(
        int column, int rows, int columns, int depth, Matrix a, Matrix b, float* bias, Matrix c, float* packed)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TTileRows : struct, ITileCount
    {
        for (; column + 2 * TLanes.Count <= columns; column += 2 * TLanes.Count)
            MultiplyPanel<TLanes, TVector, TTileRows, TwoVectors>(column, rows, depth, a, b, bias, c, packed);
        for (; column + TLanes.Count <= columns; column += TLanes.Count)
            MultiplyPanel<TLanes, TVector, TTileRows, OneVector>(column, rows, depth, a, b, bias, c, packed);
        return column;
    }

    private static void MultiplyPanel<TLanes, TVector, TTileRows, TWidth>(
        int column, int rows, int depth, Matrix a, Matrix b, float* bias, Matrix c, float* packed)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TTileRows : struct, ITileCount
        where TWidth : struct, ITileCount
    {
        var result = new Matrix(c.Start + column, c.Row);
        var beginning = bias != null ? TileBeginning.Bias : TileBeginning.Zero;
        var blocks = packed == null ? 1 : (depth + MostBlockDepth - 1) / MostBlockDepth;
        var block = 0;
        do
        {
            // Equal blocks: a short last one would cost as much loading and storing of sums as a long one.
            var blockDepth = Math.Min((depth + blocks - 1) / blocks, depth - block);
            var left = new Matrix(a.Start + block * a.Column, a.Row, a.Column);
            var right = new Matrix(b.Start + block * b.Row + column, b.Row);
            if (packed != null)
                right = Pack<TLanes, TVector, TWidth>(right, blockDepth, packed);
            MultiplyBlock<TLanes, TVector, TTileRows, TWidth>(rows, blockDepth, left, right, beginning, bias + column, result);
            beginning = TileBeginning.Result;
            block += blockDepth;
        }
        while (block < depth);
    }

    private static Matrix Pack<TLanes, TVector, TWidth>(Matrix block, int depth, float* packed)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TWidth : struct, ITileCount
    {
        var width = TWidth.Count * TLanes.Count;
        for (var k = 0; k < depth; k++)
        {
            var from = block.Start + k * block.Row;
            var to = packed + k * width;
            TLanes.Store(TLanes.Load(from), to);
            if (TWidth.Count > 1)
                TLanes.Store(TLanes.Load(from + TLanes.Count), to + TLanes.Count);
        }

        return new Matrix(packed, width);
    }

    private static void MultiplyBlock<TLanes, TVector, TTileRows, TWidth>(
        int rows, int depth, Matrix a, Matrix b, TileBeginning beginning, float* bias, Matrix c)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TTileRows : struct, ITileCount
        where TWidth : struct, ITileCount
    {
        var row = 0;
        for (; row + TTileRows.Count <= rows; row += TTileRows.Count)
            RegisterTile.Multiply<TLanes, TVector, TTileRows, TWidth>(row, depth, a, b, beginning, bias, c);
        switch (rows - row)
        {
            case 11: RegisterTile.Multiply<TLanes, TVector, ElevenRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 10: RegisterTile.Multiply<TLanes, TVector, TenRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 9: RegisterTile.Multiply<TLanes, TVector, NineRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 8: RegisterTile.Multiply<TLanes, TVector, EightRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 7: RegisterTile.Multiply<TLanes, TVector, SevenRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 6: RegisterTile.Multiply<TLanes, TVector, SixRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 5: RegisterTile.Multiply<TLanes, TVector, FiveRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 4: RegisterTile.Multiply<TLanes, TVector, FourRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 3: RegisterTile.Multiply<TLanes, TVector, ThreeRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 2: RegisterTile.Multiply<TLanes, TVector, TwoRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 1: RegisterTile.Multiply<TLanes, TVector, OneRow, TWidth>(row, depth, a, b, beginning, bias, c); break;
        }
    }
}
