using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>
/// One tile of a matrix product, held in registers: up to twelve rows of one or two vectors. All counts are constants to the compiler,
/// which drops what they exclude.
/// </summary>
internal static unsafe class RegisterTile
{
    /// <summary>Computes the tile's rows from <paramref name="row"/> on, all of its columns, over the whole depth.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public static void Multiply<TLanes, TRows, TWidth>(
        int row, int depth, Matrix a, Matrix b, TileBeginning beginning, float* bias, Matrix c)
        where TLanes : struct, ILanes<TLanes>
        where TRows : struct, ITileCount
        where TWidth : struct, ITileCount
    {
        var to = c.Start + row * c.Row;
        TLanes c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        TLanes c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        TLanes c60 = default, c61 = default, c70 = default, c71 = default, c80 = default, c81 = default;
        TLanes c90 = default, c91 = default, ca0 = default, ca1 = default, cb0 = default, cb1 = default;
        if (beginning != TileBeginning.Zero)
        {
            var from = beginning == TileBeginning.Bias ? bias : to;
            var step = beginning == TileBeginning.Bias ? 0 : c.Row;
            Load<TLanes, TWidth>(from, ref c00, ref c01);
            if (TRows.Count > 1) Load<TLanes, TWidth>(from + step, ref c10, ref c11);
            if (TRows.Count > 2) Load<TLanes, TWidth>(from + 2 * step, ref c20, ref c21);
            if (TRows.Count > 3) Load<TLanes, TWidth>(from + 3 * step, ref c30, ref c31);
            if (TRows.Count > 4) Load<TLanes, TWidth>(from + 4 * step, ref c40, ref c41);
            if (TRows.Count > 5) Load<TLanes, TWidth>(from + 5 * step, ref c50, ref c51);
            if (TRows.Count > 6) Load<TLanes, TWidth>(from + 6 * step, ref c60, ref c61);
            if (TRows.Count > 7) Load<TLanes, TWidth>(from + 7 * step, ref c70, ref c71);
            if (TRows.Count > 8) Load<TLanes, TWidth>(from + 8 * step, ref c80, ref c81);
            if (TRows.Count > 9) Load<TLanes, TWidth>(from + 9 * step, ref c90, ref c91);
            if (TRows.Count > 10) Load<TLanes, TWidth>(from + 10 * step, ref ca0, ref ca1);
            if (TRows.Count > 11) Load<TLanes, TWidth>(from + 11 * step, ref cb0, ref cb1);
        }

        // Four pointers: an offset for each row would not fit into the registers.
        var first = a.Start + row * a.Row;
        var second = first + 3 * a.Row;
        var third = first + 6 * a.Row;
        var fourth = first + 9 * a.Row;
        var right = b.Start;
        for (var k = 0; k < depth; k++)
        {
            var b0 = TLanes.Load(right);
            var b1 = TWidth.Count > 1 ? TLanes.Load(right + TLanes.Count) : default;
            MultiplyAdd<TLanes, TWidth>(*first, b0, b1, ref c00, ref c01);
            if (TRows.Count > 1) MultiplyAdd<TLanes, TWidth>(first[a.Row], b0, b1, ref c10, ref c11);
            if (TRows.Count > 2) MultiplyAdd<TLanes, TWidth>(first[2 * a.Row], b0, b1, ref c20, ref c21);
            if (TRows.Count > 3) MultiplyAdd<TLanes, TWidth>(*second, b0, b1, ref c30, ref c31);
            if (TRows.Count > 4) MultiplyAdd<TLanes, TWidth>(second[a.Row], b0, b1, ref c40, ref c41);
            if (TRows.Count > 5) MultiplyAdd<TLanes, TWidth>(second[2 * a.Row], b0, b1, ref c50, ref c51);
            if (TRows.Count > 6) MultiplyAdd<TLanes, TWidth>(*third, b0, b1, ref c60, ref c61);
            if (TRows.Count > 7) MultiplyAdd<TLanes, TWidth>(third[a.Row], b0, b1, ref c70, ref c71);
            if (TRows.Count > 8) MultiplyAdd<TLanes, TWidth>(third[2 * a.Row], b0, b1, ref c80, ref c81);
            if (TRows.Count > 9) MultiplyAdd<TLanes, TWidth>(*fourth, b0, b1, ref c90, ref c91);
            if (TRows.Count > 10) MultiplyAdd<TLanes, TWidth>(fourth[a.Row], b0, b1, ref ca0, ref ca1);
            if (TRows.Count > 11) MultiplyAdd<TLanes, TWidth>(fourth[2 * a.Row], b0, b1, ref cb0, ref cb1);
            first += a.Column;
            second += a.Column;
            third += a.Column;
            fourth += a.Column;
            right += b.Row;
        }

        Store<TLanes, TWidth>(to, c00, c01);
        if (TRows.Count > 1) Store<TLanes, TWidth>(to + c.Row, c10, c11);
        if (TRows.Count > 2) Store<TLanes, TWidth>(to + 2 * c.Row, c20, c21);
        if (TRows.Count > 3) Store<TLanes, TWidth>(to + 3 * c.Row, c30, c31);
        if (TRows.Count > 4) Store<TLanes, TWidth>(to + 4 * c.Row, c40, c41);
        if (TRows.Count > 5) Store<TLanes, TWidth>(to + 5 * c.Row, c50, c51);
        if (TRows.Count > 6) Store<TLanes, TWidth>(to + 6 * c.Row, c60, c61);
        if (TRows.Count > 7) Store<TLanes, TWidth>(to + 7 * c.Row, c70, c71);
        if (TRows.Count > 8) Store<TLanes, TWidth>(to + 8 * c.Row, c80, c81);
        if (TRows.Count > 9) Store<TLanes, TWidth>(to + 9 * c.Row, c90, c91);
        if (TRows.Count > 10) Store<TLanes, TWidth>(to + 10 * c.Row, ca0, ca1);
        if (TRows.Count > 11) Store<TLanes, TWidth>(to + 11 * c.Row, cb0, cb1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TLanes, TWidth>(float* from, ref TLanes first, ref TLanes second)
        where TLanes : struct, ILanes<TLanes>
        where TWidth : struct, ITileCount
    {
        first = TLanes.Load(from);
        if (TWidth.Count > 1) second = TLanes.Load(from + TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd<TLanes, TWidth>(float left, TLanes b0, TLanes b1, ref TLanes first, ref TLanes second)
        where TLanes : struct, ILanes<TLanes>
        where TWidth : struct, ITileCount
    {
        var factor = TLanes.Broadcast(left);
        first = TLanes.MultiplyAdd(factor, b0, first);
        if (TWidth.Count > 1) second = TLanes.MultiplyAdd(factor, b1, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes, TWidth>(float* to, TLanes first, TLanes second)
        where TLanes : struct, ILanes<TLanes>
        where TWidth : struct, ITileCount
    {
        first.Store(to);
        if (TWidth.Count > 1) second.Store(to + TLanes.Count);
    }
}

/// <summary>What a tile's accumulators hold at first.</summary>
internal enum TileBeginning
{
    Zero,
    Bias,
    Result,
}
