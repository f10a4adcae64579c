using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary><c>l1 Σ|v| + l2 Σv²</c> over the values of a tile, each row times its weight.</summary>
internal static unsafe class L1L2Sum
{
    /// <param name="tile">Where.</param>
    /// <param name="values">The values.</param>
    /// <param name="l1">The factor of the absolute values.</param>
    /// <param name="l2">The factor of the squares.</param>
    /// <param name="weights">One per row of the matrix; null where every row counts once.</param>
    public static double Of(Tile tile, Matrix values, float l1, float l2, float* weights = null)
    {
        var pass = new SumPass(values, l1, l2, weights);
        TilePass.Run(ref pass, tile);
        return pass.Total;
    }

    /// <summary>Adds the derivative by each value; at 0 it is 0.</summary>
    /// <param name="tile">Where.</param>
    /// <param name="values">The values.</param>
    /// <param name="l1">The factor of the absolute values.</param>
    /// <param name="l2">The factor of the squares.</param>
    /// <param name="weights">One per row of the matrix; null where every row counts once.</param>
    /// <param name="gradient">What is added to.</param>
    public static void AddGradient(Tile tile, Matrix values, float l1, float l2, float* weights, Matrix gradient)
    {
        var pass = new GradientPass(values, l1, l2, weights, gradient);
        TilePass.Run(ref pass, tile);
    }

    /// <summary>Of values that stand together without padding.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public static double Of(int count, float* values, float l1, float l2)
    {
        EightLanes absolute = EightLanes.Broadcast(l1), squared = EightLanes.Broadcast(l2), sum = EightLanes.Zero;
        var i = 0;
        for (; i + EightLanes.Count <= count; i += EightLanes.Count)
            sum += Value(EightLanes.Load(values + i), absolute, squared);
        double total = EightLanes.Sum(sum);
        for (; i < count; i++)
            total += float.MultiplyAddEstimate(l2, MathF.Abs(values[i]), l1) * MathF.Abs(values[i]);
        return total;
    }

    /// <summary>Adds the derivative by each of values that stand together without padding; at 0 it is 0.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public static void AddGradient(int count, float* values, float l1, float l2, float* gradient)
    {
        EightLanes absolute = EightLanes.Broadcast(l1), twiceSquared = EightLanes.Broadcast(2 * l2);
        var i = 0;
        for (; i + EightLanes.Count <= count; i += EightLanes.Count)
            (EightLanes.Load(gradient + i) + Slope(EightLanes.Load(values + i), absolute, twiceSquared)).Store(gradient + i);
        for (; i < count; i++)
            gradient[i] += float.MultiplyAddEstimate(2 * l2, values[i], values[i] == 0 ? 0 : MathF.CopySign(l1, values[i]));
    }

    /// <summary><c>l1 |v| + l2 v²</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T values, T l1, T l2)
        where T : struct, ILanes<T>
    {
        var magnitude = T.Abs(values);
        return T.MultiplyAdd(l2, magnitude, l1) * magnitude;
    }

    /// <summary>Its derivative; at 0 it is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Slope<T>(T values, T l1, T twiceL2)
        where T : struct, ILanes<T> =>
        T.MultiplyAdd(twiceL2, values, T.Select(T.EqualTo(values, T.Zero), T.Zero, T.CopySign(l1, values)));

    private struct SumPass(Matrix values, float l1, float l2, float* weights) : ITilePass
    {
        public double Total { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(Tile tile)
            where T : struct, ILanes<T>
        {
            T absolute = T.Broadcast(l1), squared = T.Broadcast(l2), weight = T.One;
            // Two sums, so that one need not wait for the other.
            T sum = T.Zero, other = T.Zero;
            var from = values.At(tile);
            var row = values.Row;
            var weightOf = weights == null ? null : weights + tile.Row;
            for (var i = 0; i < tile.Rows; i++, from += row)
            {
                if (weightOf != null)
                    weight = T.Broadcast(weightOf[i]);
                (sum, other) = (other, T.MultiplyAdd(Value(T.Load(from), absolute, squared), weight, sum));
            }

            Total += T.Sum(sum + other);
        }
    }

    private readonly struct GradientPass(Matrix values, float l1, float l2, float* weights, Matrix gradient) : ITilePass
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(Tile tile)
            where T : struct, ILanes<T>
        {
            T absolute = T.Broadcast(l1), twiceSquared = T.Broadcast(2 * l2);
            float* from = values.At(tile), to = gradient.At(tile);
            nint fromRow = values.Row, toRow = gradient.Row;
            var weightOf = weights == null ? null : weights + tile.Row;
            for (var i = 0; i < tile.Rows; i++, from += fromRow, to += toRow)
            {
                if (weightOf != null)
                {
                    absolute = T.Broadcast(l1 * weightOf[i]);
                    twiceSquared = T.Broadcast(2 * l2 * weightOf[i]);
                }

                (T.Load(to) + Slope(T.Load(from), absolute, twiceSquared)).Store(to);
            }
        }
    }
}
