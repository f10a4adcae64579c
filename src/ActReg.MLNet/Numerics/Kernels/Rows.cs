using System.Runtime.CompilerServices;

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

    /// <summary>Copies the first columns.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public static void Copy(int rows, int columns, Matrix from, Matrix to)
    {
        for (var row = 0; row < rows; row++)
            new ReadOnlySpan<float>(from.Start + row * from.Row, columns).CopyTo(new Span<float>(to.Start + row * to.Row, columns));
    }
}
