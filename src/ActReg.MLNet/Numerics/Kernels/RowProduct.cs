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
    /// <summary><c>c = max(a B + bias, floor)</c>.</summary>
    /// <param name="columns">The columns of B: a multiple of 8.</param>
    /// <param name="count">How many values <paramref name="a"/> has.</param>
    /// <param name="a">The row; zeros may be left out.</param>
    /// <param name="places">For each of these values the row of B that it multiplies, ascending.</param>
    /// <param name="b">Column stride 1.</param>
    /// <param name="bias">As many values as columns.</param>
    /// <param name="floor">0 for a rectified result, minus infinity for the product itself; NaN stays NaN.</param>
    /// <param name="c">Room for the columns, apart from all else.</param>
    [MethodImpl(Compilation.AtOnce)]
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
        where TLanes : struct, ILanes<TLanes> => RowPanels<TLanes>.Multiply(columns, count, a, places, b, bias, floor, c);
}
