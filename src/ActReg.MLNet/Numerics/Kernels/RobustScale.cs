using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary><c>z = (x - center) factor</c>, and then <c>z / √(1 + (z / bound)²)</c>, which is near z where that is small, and never beyond the bound.</summary>
internal static unsafe class RobustScale
{
    /// <summary>Beyond it a square overflows; the result is the bound by then.</summary>
    private const float Most = 1e18f;

    /// <param name="count">The values, a multiple of eight.</param>
    /// <param name="values">x.</param>
    /// <param name="centers">Of each value.</param>
    /// <param name="factors">Of each value.</param>
    /// <param name="bound">Above 0; infinite for none.</param>
    /// <param name="result">Receives the results.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void Apply(int count, float* values, float* centers, float* factors, float bound, float* result)
    {
        var isBounded = !float.IsInfinity(bound);
        for (var i = 0; i < count; i += Vector256<float>.Count)
        {
            var z = Scaled(Vector256.Load(values + i), Vector256.Load(centers + i), Vector256.Load(factors + i));
            (isBounded ? Bounded(z, bound) : z).Store(result + i);
        }
    }

    /// <summary>The same of one value, bit for bit.</summary>
    public static float Of(float value, float center, float factor, float bound)
    {
        var z = Scaled(Vector256.Create(value), Vector256.Create(center), Vector256.Create(factor));
        return (float.IsInfinity(bound) ? z : Bounded(z, bound))[0];
    }

    /// <summary>The derivative by the value: <c>factor / (1 + (z / bound)²)^1.5</c>.</summary>
    public static float Slope(float value, float center, float factor, float bound)
    {
        var share = ((double)value - center) * factor / bound;
        return (float)(factor / Math.Pow(1 + share * share, 1.5));
    }

    /// <summary>A difference that overflows would leave nothing of a factor 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Scaled(Vector256<float> x, Vector256<float> center, Vector256<float> factor) =>
        Clamped(Clamped(x - center, float.MaxValue) * factor, float.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Bounded(Vector256<float> z, float bound)
    {
        var share = Clamped(z / bound, Most);
        return Vector256.Create(bound) * share / Vector256.Sqrt(Vector256<float>.One + share * share);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Clamped(Vector256<float> x, float most) => Vector256.Min(Vector256.Max(x, Vector256.Create(-most)), Vector256.Create(most));
}
