using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>The exponential: a power of 2 times the polynomial of Cephes's <c>expf</c> (S. Moshier).</summary>
/// <remarks>
/// The runtime's own is a call of code that is slow at first. This one is written once for each kind of vectors, not once for all
/// <see cref="ILanes{TSelf}"/>: of their operators, kernels with several exponentials would have more than the compiler inlines.
/// </remarks>
internal static class Exponential
{
    // Beyond, it is infinite or 0 as a float.
    private const float Highest = 89;
    private const float Lowest = -104;

    // Half of it is still an ordinary number, and nothing beside 1.
    private const float LowestOfHalf = -86;

    private const float InverseLn2 = 1.44269504f;

    // The first digits of ln 2, which products with whole numbers keep, and the rest.
    private const float Ln2Head = 0.693359375f;
    private const float Ln2Tail = -2.12194440e-4f;

    private const float C2 = 5.0000001201e-1f;
    private const float C3 = 1.6666665459e-1f;
    private const float C4 = 4.1665795894e-2f;
    private const float C5 = 8.3334519073e-3f;
    private const float C6 = 1.3981999507e-3f;
    private const float C7 = 1.9875691500e-4f;

    /// <summary>A float so large has no digits after the point: to add and subtract it rounds.</summary>
    private const float Rounding = 12582912;

    private const int ExponentBits = 23;
    private const int ExponentBias = 127;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> x)
    {
        var p = Polynomial(x, Lowest, out var whole);
        // Two factors: one could not hold the power where the result is infinite or has lost digits.
        var half = whole >> 1;
        return p * PowerOfTwo(half) * PowerOfTwo(whole - half);
    }

    /// <summary>Half of it, by one factor, for sums of 1 and twice that: what is less than e⁻⁸⁶ counts as that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> HalfOf(Vector256<float> x)
    {
        var p = Polynomial(x, LowestOfHalf, out var whole);
        return p * ((whole + Vector256.Create(ExponentBias - 1)) << ExponentBits).AsSingle();
    }

    /// <summary>Of what is left of <paramref name="x"/> beside a power of 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Polynomial(Vector256<float> x, float lowest, out Vector256<int> whole)
    {
        // What is not a number passes.
        x = Vector256.MaxNative(Vector256.Create(lowest), Vector256.MinNative(Vector256.Create(Highest), x));
        var exponent = x * Vector256.Create(InverseLn2) + Vector256.Create(Rounding) - Vector256.Create(Rounding);
        var rest = Vector256.MultiplyAddEstimate(exponent, Vector256.Create(-Ln2Head), x);
        rest = Vector256.MultiplyAddEstimate(exponent, Vector256.Create(-Ln2Tail), rest);

        var p = Vector256.MultiplyAddEstimate(Vector256.Create(C7), rest, Vector256.Create(C6));
        p = Vector256.MultiplyAddEstimate(p, rest, Vector256.Create(C5));
        p = Vector256.MultiplyAddEstimate(p, rest, Vector256.Create(C4));
        p = Vector256.MultiplyAddEstimate(p, rest, Vector256.Create(C3));
        p = Vector256.MultiplyAddEstimate(p, rest, Vector256.Create(C2));
        p = Vector256.MultiplyAddEstimate(p, rest * rest, rest) + Vector256<float>.One;
        whole = Vector256.ConvertToInt32Native(exponent);
        return p;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        var p = Polynomial(x, Lowest, out var whole);
        // Two factors: one could not hold the power where the result is infinite or has lost digits.
        var half = whole >> 1;
        return p * PowerOfTwo(half) * PowerOfTwo(whole - half);
    }

    /// <summary>Half of it, by one factor, for sums of 1 and twice that: what is less than e⁻⁸⁶ counts as that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> HalfOf(Vector512<float> x)
    {
        var p = Polynomial(x, LowestOfHalf, out var whole);
        return p * ((whole + Vector512.Create(ExponentBias - 1)) << ExponentBits).AsSingle();
    }

    /// <summary>Of what is left of <paramref name="x"/> beside a power of 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Polynomial(Vector512<float> x, float lowest, out Vector512<int> whole)
    {
        // What is not a number passes.
        x = Vector512.MaxNative(Vector512.Create(lowest), Vector512.MinNative(Vector512.Create(Highest), x));
        var exponent = x * Vector512.Create(InverseLn2) + Vector512.Create(Rounding) - Vector512.Create(Rounding);
        var rest = Vector512.MultiplyAddEstimate(exponent, Vector512.Create(-Ln2Head), x);
        rest = Vector512.MultiplyAddEstimate(exponent, Vector512.Create(-Ln2Tail), rest);

        var p = Vector512.MultiplyAddEstimate(Vector512.Create(C7), rest, Vector512.Create(C6));
        p = Vector512.MultiplyAddEstimate(p, rest, Vector512.Create(C5));
        p = Vector512.MultiplyAddEstimate(p, rest, Vector512.Create(C4));
        p = Vector512.MultiplyAddEstimate(p, rest, Vector512.Create(C3));
        p = Vector512.MultiplyAddEstimate(p, rest, Vector512.Create(C2));
        p = Vector512.MultiplyAddEstimate(p, rest * rest, rest) + Vector512<float>.One;
        whole = Vector512.ConvertToInt32Native(exponent);
        return p;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> PowerOfTwo(Vector256<int> exponent) => ((exponent + Vector256.Create(ExponentBias)) << ExponentBits).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> exponent) => ((exponent + Vector512.Create(ExponentBias)) << ExponentBits).AsSingle();
}
