using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Small operations on the rows of a matrix.</summary>
internal static unsafe class Rows
{
    /// <summary>Sets to zero a tile's columns from <paramref name="from"/> on.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public static void ClearColumns(Tile tile, int from, Matrix matrix)
    {
        var end = tile.Column + tile.Columns;
        var first = Math.Max(from, tile.Column);
        for (var row = tile.Row; row < tile.Row + tile.Rows && first < end; row++)
            new Span<float>(matrix.Start + row * matrix.Row + first, end - first).Clear();
    }

    /// <summary>Sets to zero where another matrix is zero.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">A multiple of 8.</param>
    /// <param name="values">The other matrix.</param>
    /// <param name="kept">What is kept elsewhere.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void KeepWhereNonzero(int rows, int columns, Matrix values, Matrix kept)
    {
        for (var row = 0; row < rows; row++)
        {
            float* from = values.Start + row * values.Row, to = kept.Start + row * kept.Row;
            for (var i = 0; i < columns; i += Vector256<float>.Count)
            {
                var isZero = Vector256.Equals(Vector256.Load(from + i), Vector256<float>.Zero);
                Vector256.AndNot(Vector256.Load(to + i), isZero).Store(to + i);
            }
        }
    }
}
