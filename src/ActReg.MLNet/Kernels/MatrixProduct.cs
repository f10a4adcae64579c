using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Products of matrices in main memory, on one thread.</summary>
/// <remarks>
/// A register kernel of up to six rows and sixteen columns of the result, with the columns of B contiguous. Each element is
/// one chain of fused multiply-adds in the order of k, so a row's result does not depend on which rows are computed with it.
/// Operands too large for the caches are walked in blocks of B that are packed first.
/// </remarks>
internal static unsafe class MatrixProduct
{
    private const int TileColumns = 16;
    private const int BlockDepth = 256;
    private const int PackFromDepth = 128;
    private const int PackFromRows = 4 * RegisterTile.Rows;

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
                var start = block > 0 ? TileBeginning.Result : bias != null ? TileBeginning.Bias : TileBeginning.Zero;
                var right = new Matrix(c.Start + column, c.Row);
                if (wide)
                    MultiplyPanel<TwoVectors>(rows, blockDepth, left, panel, start, bias + column, right);
                else
                    MultiplyPanel<OneVector>(rows, blockDepth, left, panel, start, bias + column, right);
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

    private static void MultiplyPanel<TWidth>(int rows, int depth, Matrix a, Matrix b, TileBeginning beginning, float* bias, Matrix c)
        where TWidth : struct, ITileCount
    {
        var row = 0;
        for (; row + RegisterTile.Rows <= rows; row += RegisterTile.Rows)
            RegisterTile.Multiply<SixRows, TWidth>(row, depth, a, b, beginning, bias, c);
        switch (rows - row)
        {
            case 5: RegisterTile.Multiply<FiveRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 4: RegisterTile.Multiply<FourRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 3: RegisterTile.Multiply<ThreeRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 2: RegisterTile.Multiply<TwoRows, TWidth>(row, depth, a, b, beginning, bias, c); break;
            case 1: RegisterTile.Multiply<OneRow, TWidth>(row, depth, a, b, beginning, bias, c); break;
        }
    }
}
