using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>
/// One tile of a matrix product, held in registers: up to six rows of one or two vectors. Both counts are constants to the compiler,
/// which drops what they exclude.
/// </summary>
internal static unsafe class RegisterTile
{
    public const int Rows = 6;

    /// <summary>Computes the tile's rows from <paramref name="row"/> on, all of its columns, over the whole depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TRows, TWidth>(int row, int depth, Matrix a, Matrix b, TileBeginning beginning, float* bias, Matrix c)
        where TRows : struct, ITileCount
        where TWidth : struct, ITileCount
    {
        var to = c.Start + row * c.Row;
        Vector256<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector256<float> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        if (beginning != TileBeginning.Zero)
        {
            var from = beginning == TileBeginning.Bias ? bias : to;
            var step = beginning == TileBeginning.Bias ? 0 : c.Row;
            Load<TWidth>(from, ref c00, ref c01);
            if (TRows.Count > 1) Load<TWidth>(from + step, ref c10, ref c11);
            if (TRows.Count > 2) Load<TWidth>(from + 2 * step, ref c20, ref c21);
            if (TRows.Count > 3) Load<TWidth>(from + 3 * step, ref c30, ref c31);
            if (TRows.Count > 4) Load<TWidth>(from + 4 * step, ref c40, ref c41);
            if (TRows.Count > 5) Load<TWidth>(from + 5 * step, ref c50, ref c51);
        }

        var left = a.Start + row * a.Row;
        var right = b.Start;
        var second = a.Row;
        var third = 2 * a.Row;
        var fourth = 3 * a.Row;
        var fifth = 4 * a.Row;
        var sixth = 5 * a.Row;
        for (var k = 0; k < depth; k++)
        {
            var b0 = Vector256.Load(right);
            var b1 = TWidth.Count > 1 ? Vector256.Load(right + 8) : default;
            MultiplyAdd<TWidth>(left[0], b0, b1, ref c00, ref c01);
            if (TRows.Count > 1) MultiplyAdd<TWidth>(left[second], b0, b1, ref c10, ref c11);
            if (TRows.Count > 2) MultiplyAdd<TWidth>(left[third], b0, b1, ref c20, ref c21);
            if (TRows.Count > 3) MultiplyAdd<TWidth>(left[fourth], b0, b1, ref c30, ref c31);
            if (TRows.Count > 4) MultiplyAdd<TWidth>(left[fifth], b0, b1, ref c40, ref c41);
            if (TRows.Count > 5) MultiplyAdd<TWidth>(left[sixth], b0, b1, ref c50, ref c51);
            left += a.Column;
            right += b.Row;
        }

        Store<TWidth>(to, c00, c01);
        if (TRows.Count > 1) Store<TWidth>(to + c.Row, c10, c11);
        if (TRows.Count > 2) Store<TWidth>(to + 2 * c.Row, c20, c21);
        if (TRows.Count > 3) Store<TWidth>(to + 3 * c.Row, c30, c31);
        if (TRows.Count > 4) Store<TWidth>(to + 4 * c.Row, c40, c41);
        if (TRows.Count > 5) Store<TWidth>(to + 5 * c.Row, c50, c51);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TWidth>(float* from, ref Vector256<float> first, ref Vector256<float> second)
        where TWidth : struct, ITileCount
    {
        first = Vector256.Load(from);
        if (TWidth.Count > 1) second = Vector256.Load(from + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd<TWidth>(
        float left, Vector256<float> b0, Vector256<float> b1, ref Vector256<float> first, ref Vector256<float> second)
        where TWidth : struct, ITileCount
    {
        var factor = Vector256.Create(left);
        first = Vector256.MultiplyAddEstimate(factor, b0, first);
        if (TWidth.Count > 1) second = Vector256.MultiplyAddEstimate(factor, b1, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TWidth>(float* to, Vector256<float> first, Vector256<float> second)
        where TWidth : struct, ITileCount
    {
        first.Store(to);
        if (TWidth.Count > 1) second.Store(to + 8);
    }
}

/// <summary>What a tile's accumulators hold at first.</summary>
internal enum TileBeginning
{
    Zero,
    Bias,
    Result,
}
