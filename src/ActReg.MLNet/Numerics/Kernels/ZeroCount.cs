using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Counts the values of a tile that are exactly 0, each row times its weight.</summary>
internal static unsafe class ZeroCount
{
    /// <param name="tile">Where.</param>
    /// <param name="values">The values.</param>
    /// <param name="weights">One per row of the matrix; null where every row counts once.</param>
    public static double Of(Tile tile, Matrix values, float* weights = null)
    {
        var pass = new Pass(values, weights);
        TilePass.Run(ref pass, tile);
        return pass.Total;
    }

    private struct Pass(Matrix values, float* weights) : ITilePass
    {
        public double Total { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(Tile tile)
            where T : struct, ILanes<T>
        {
            T total = T.Zero, weight = T.One;
            var from = values.At(tile);
            var row = values.Row;
            var weightOf = weights == null ? null : weights + tile.Row;
            for (var i = 0; i < tile.Rows; i++, from += row)
            {
                if (weightOf != null)
                    weight = T.Broadcast(weightOf[i]);
                total += T.EqualTo(T.Load(from), T.Zero) & weight;
            }

            Total += T.Sum(total);
        }
    }
}
