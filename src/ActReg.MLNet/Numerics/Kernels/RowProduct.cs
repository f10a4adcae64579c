using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Products of one row with a matrix, on one thread: a row alone shares nothing of the matrix with others.</summary>
/// <remarks>
/// Up to eight vectors of the result stay in registers over the whole depth. Each element is the chain of fused multiply-adds, in
/// the order of k, that <see cref="MatrixProduct"/> computes: the same bits, but where terms of 0 are left out, a zero may have
/// the other sign.
/// </remarks>
internal static unsafe class RowProduct
{
    private const int PanelVectors = 8;

    /// <summary><c>c = max(a B + bias, floor)</c>.</summary>
    /// <param name="columns">The columns of B: a multiple of 8.</param>
    /// <param name="count">How many values <paramref name="a"/> has.</param>
    /// <param name="a">The row; zeros may be left out.</param>
    /// <param name="places">For each of these values the row of B that it multiplies, ascending.</param>
    /// <param name="b">Column stride 1.</param>
    /// <param name="bias">As many values as columns.</param>
    /// <param name="floor">0 for a rectified result, minus infinity for the product itself; NaN stays NaN.</param>
    /// <param name="c">Room for the columns, apart from all else.</param>
    public static void Multiply(int columns, int count, float* a, int* places, Matrix b, float* bias, float floor, float* c)
    {
        if (Vector512.IsHardwareAccelerated && columns >= SixteenLanes.Count)
            Multiply<SixteenLanes>(columns, count, a, places, b, bias, floor, c);
        else
            Multiply<EightLanes>(columns, count, a, places, b, bias, floor, c);
    }

    /// <summary>The same, by vectors of this kind, of which the columns must fill one.</summary>
    /// <inheritdoc cref="Multiply(int, int, float*, int*, Matrix, float*, float, float*)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<TLanes>(
        int columns, int count, float* a, int* places, Matrix b, float* bias, float floor, float* c)
        where TLanes : struct, ILanes<TLanes>
    {
        switch ((columns + TLanes.Count - 1) / TLanes.Count % PanelVectors)
        {
            case 1: Panels<TLanes, OneVector>(columns, count, a, places, b, bias, floor, c); break;
            case 2: Panels<TLanes, TwoVectors>(columns, count, a, places, b, bias, floor, c); break;
            case 3: Panels<TLanes, ThreeVectors>(columns, count, a, places, b, bias, floor, c); break;
            case 4: Panels<TLanes, FourVectors>(columns, count, a, places, b, bias, floor, c); break;
            case 5: Panels<TLanes, FiveVectors>(columns, count, a, places, b, bias, floor, c); break;
            case 6: Panels<TLanes, SixVectors>(columns, count, a, places, b, bias, floor, c); break;
            case 7: Panels<TLanes, SevenVectors>(columns, count, a, places, b, bias, floor, c); break;
            default: Panels<TLanes, EightVectors>(columns, count, a, places, b, bias, floor, c); break;
        }
    }

    /// <summary>All panels, of which the last has so many vectors.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private static void Panels<TLanes, TLastCount>(
        int columns, int count, float* a, int* places, Matrix b, float* bias, float floor, float* c)
        where TLanes : struct, ILanes<TLanes>
        where TLastCount : struct, ITileCount
    {
        var width = PanelVectors * TLanes.Count;
        var start = b.Start;
        for (; columns > width; columns -= width)
        {
            Panel<TLanes, EightVectors>(width, count, a, places, start, b.Row, bias, floor, c);
            start += width;
            bias += width;
            c += width;
        }

        Panel<TLanes, TLastCount>(columns, count, a, places, start, b.Row, bias, floor, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Panel<TLanes, TCount>(
        int columns, int count, float* a, int* places, float* b, nint stride, float* bias, float floor, float* c)
        where TLanes : struct, ILanes<TLanes>
        where TCount : struct, ITileCount
    {
        var n = TLanes.Count;
        // The last vector ends with the columns: it may overlap the one before, and computes the same there.
        var last = columns - n;
        nint at0 = TCount.Count == 1 ? last : 0, at1 = TCount.Count == 2 ? last : n, at2 = TCount.Count == 3 ? last : 2 * n;
        nint at3 = TCount.Count == 4 ? last : 3 * n, at4 = TCount.Count == 5 ? last : 4 * n, at5 = TCount.Count == 6 ? last : 5 * n;
        nint at6 = TCount.Count == 7 ? last : 6 * n, at7 = last;
        TLanes c0 = TLanes.Load(bias + at0), c1 = default, c2 = default, c3 = default;
        TLanes c4 = default, c5 = default, c6 = default, c7 = default;
        if (TCount.Count > 1) c1 = TLanes.Load(bias + at1);
        if (TCount.Count > 2) c2 = TLanes.Load(bias + at2);
        if (TCount.Count > 3) c3 = TLanes.Load(bias + at3);
        if (TCount.Count > 4) c4 = TLanes.Load(bias + at4);
        if (TCount.Count > 5) c5 = TLanes.Load(bias + at5);
        if (TCount.Count > 6) c6 = TLanes.Load(bias + at6);
        if (TCount.Count > 7) c7 = TLanes.Load(bias + at7);
        for (var k = 0; k < count; k++)
        {
            var factor = TLanes.Broadcast(a[k]);
            var row = b + places[k] * stride;
            c0 = TLanes.MultiplyAdd(factor, TLanes.Load(row + at0), c0);
            if (TCount.Count > 1) c1 = TLanes.MultiplyAdd(factor, TLanes.Load(row + at1), c1);
            if (TCount.Count > 2) c2 = TLanes.MultiplyAdd(factor, TLanes.Load(row + at2), c2);
            if (TCount.Count > 3) c3 = TLanes.MultiplyAdd(factor, TLanes.Load(row + at3), c3);
            if (TCount.Count > 4) c4 = TLanes.MultiplyAdd(factor, TLanes.Load(row + at4), c4);
            if (TCount.Count > 5) c5 = TLanes.MultiplyAdd(factor, TLanes.Load(row + at5), c5);
            if (TCount.Count > 6) c6 = TLanes.MultiplyAdd(factor, TLanes.Load(row + at6), c6);
            if (TCount.Count > 7) c7 = TLanes.MultiplyAdd(factor, TLanes.Load(row + at7), c7);
        }

        var lowest = TLanes.Broadcast(floor);
        TLanes.Max(lowest, c0).Store(c + at0);
        if (TCount.Count > 1) TLanes.Max(lowest, c1).Store(c + at1);
        if (TCount.Count > 2) TLanes.Max(lowest, c2).Store(c + at2);
        if (TCount.Count > 3) TLanes.Max(lowest, c3).Store(c + at3);
        if (TCount.Count > 4) TLanes.Max(lowest, c4).Store(c + at4);
        if (TCount.Count > 5) TLanes.Max(lowest, c5).Store(c + at5);
        if (TCount.Count > 6) TLanes.Max(lowest, c6).Store(c + at6);
        if (TCount.Count > 7) TLanes.Max(lowest, c7).Store(c + at7);
    }
}
