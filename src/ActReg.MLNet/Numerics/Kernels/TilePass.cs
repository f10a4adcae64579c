using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Something to do to a tile, a vector of columns at a time.</summary>
internal interface ITilePass
{
    /// <param name="tile">As wide as one vector.</param>
    void Run<TLanes>(Tile tile)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Runs an <see cref="ITilePass"/> over a tile.</summary>
internal static class TilePass
{
    /// <summary>Few enough for their cache lines to stay near from one vector of columns to the next.</summary>
    private const int RowsAtATime = 32;

    [MethodImpl(Compilation.AtOnce)]
    public static void Run<TPass>(ref TPass pass, Tile tile)
        where TPass : struct, ITilePass
    {
        for (var row = tile.Row; row < tile.Row + tile.Rows; row += RowsAtATime)
        {
            var rows = Math.Min(RowsAtATime, tile.Row + tile.Rows - row);
            var column = tile.Column;
            var end = column + tile.Columns;
            if (Vector512.IsHardwareAccelerated)
                column = Run<TPass, SixteenLanes>(ref pass, row, rows, column, end);
            if (column < end)
                Run<TPass, EightLanes>(ref pass, row, rows, column, end);
        }
    }

    /// <summary>As many columns as fill whole vectors; returns the first that is left.</summary>
    // Not inlined: a kernel that is long would use up the budget for both.
    [MethodImpl(Compilation.AtOnce | MethodImplOptions.NoInlining)]
    private static int Run<TPass, TLanes>(ref TPass pass, int row, int rows, int column, int end)
        where TPass : struct, ITilePass
        where TLanes : struct, ILanes<TLanes>
    {
        for (; column + TLanes.Count <= end; column += TLanes.Count)
            pass.Run<TLanes>(new Tile(row, rows, column, TLanes.Count));
        return column;
    }
}
