using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Sums over the rows of a matrix.</summary>
internal static unsafe class ColumnSums
{
    /// <summary>Adds a tile's to sums so far.</summary>
    /// <param name="tile">Where.</param>
    /// <param name="values">The matrix.</param>
    /// <param name="sums">One per column of the matrix.</param>
    public static void Add(Tile tile, Matrix values, float* sums)
    {
        var pass = new Pass(values, sums);
        TilePass.Run(ref pass, tile);
    }

    /// <summary>Adds those of a matrix whose rows are not padded.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public static void AddNarrow(int rows, int columns, Matrix values, float* sums)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                sums[column] += values.Start[row * values.Row + column];
        }
    }

    private readonly struct Pass(Matrix values, float* sums) : ITilePass
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(Tile tile)
            where T : struct, ILanes<T>
        {
            var sum = T.Load(sums + tile.Column);
            var from = values.At(tile);
            var row = values.Row;
            for (var i = 0; i < tile.Rows; i++, from += row)
                sum += T.Load(from);
            sum.Store(sums + tile.Column);
        }
    }
}
