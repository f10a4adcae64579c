using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Products of a <see cref="FoldedMatrix"/> with a matrix, on one thread.</summary>
/// <remarks>Each element is the chain of fused multiply-adds, in the order of k, that <see cref="MatrixProduct"/> computes: the same bits.</remarks>
internal static unsafe class FoldedProduct
{
    private const int PackFromDepth = 128;
    private const int MostPackedDepth = 2048;
    private const int WidestPanel = 32;

    /// <summary>The floats that a product needs room for.</summary>
    /// <param name="depth">The columns of A.</param>
    public static int RoomLength(int depth) => depth is >= PackFromDepth and <= MostPackedDepth ? depth * WidestPanel : 0;

    /// <summary><c>C = A B + bias</c>, every row of C starting from <paramref name="bias"/>, or from zero where that is null.</summary>
    /// <remarks>A bias that is the start of C stands for its own values, to which the product is added.</remarks>
    /// <param name="columns">The columns of B and C: a multiple of 8, contiguous in both.</param>
    /// <param name="a">The left matrix.</param>
    /// <param name="b">Column stride 1.</param>
    /// <param name="bias">As many values as columns, or null.</param>
    /// <param name="c">Column stride 1; as many rows as A.</param>
    /// <param name="room">As long as <see cref="RoomLength"/> says; null where B is not worth packing, as for few rows of A.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void Multiply(int columns, FoldedMatrix a, Matrix b, float* bias, Matrix c, float* room)
    {
        if (RoomLength(a.Columns.Stretches * a.Columns.Places) == 0)
            room = null;
        var column = 0;
        if (Vector512.IsHardwareAccelerated)
            column = MultiplyPanels<SixteenLanes>(column, columns, a, b, bias, c, room);
        MultiplyPanels<EightLanes>(column, columns, a, b, bias, c, room);
    }

    /// <summary>Computes as many columns as fill whole vectors, and returns the first that is left.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private static int MultiplyPanels<TLanes>(int column, int columns, FoldedMatrix a, Matrix b, float* bias, Matrix c, float* room)
        where TLanes : struct, ILanes<TLanes>
    {
        for (; column + 2 * TLanes.Count <= columns; column += 2 * TLanes.Count)
            MultiplyPanel<TwoVectors<TLanes>>(column, a, b, bias, c, room);
        for (; column + TLanes.Count <= columns; column += TLanes.Count)
            MultiplyPanel<TLanes>(column, a, b, bias, c, room);
        return column;
    }

    [MethodImpl(Compilation.AtOnce)]
    private static void MultiplyPanel<T>(int column, FoldedMatrix a, Matrix b, float* bias, Matrix c, float* room)
        where T : struct, IVectors<T>
    {
        var (rows, depth) = (a.Rows, a.Columns);
        var right = new Matrix(b.Start + column, b.Row);
        if (room != null && b.Row != T.Count)
            right = Pack<T>(right, depth.Stretches * depth.Places, room);
        var beginningRow = bias == c.Start ? c.Row : 0;
        var tiles = (rows.Places + T.TileRows - 1) / T.TileRows;
        for (var stretch = 0; stretch < rows.Stretches; stretch++)
        {
            var first = stretch * rows.Places;
            var panel = new PanelOperands(
                depth.Places, new Matrix(a.Start + stretch * rows.Stretch, rows.Place, depth.Place), right,
                new Matrix(bias == null ? null : bias + column + first * beginningRow, beginningRow), new Matrix(c.Start + column + first * c.Row, c.Row),
                depth.Stretches, depth.Stretch - depth.Places * depth.Place);
            // Equal tiles: a last one of a row or two would wait for its own sums.
            for (int tile = 0, row = 0; tile < tiles; tile++)
            {
                var count = (rows.Places - row + tiles - tile - 1) / (tiles - tile);
                if (depth.Stretches == 1)
                    RegisterTile<T>.Multiply<OneStretch>(row, count, panel);
                else
                    RegisterTile<T>.Multiply<SeveralStretches>(row, count, panel);
                row += count;
            }
        }
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
