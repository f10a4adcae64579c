using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>How much of bins a value has passed: <c>(x - lower) factor</c>, from 0 to 1, but for the outer sides of the first and the last bin.</summary>
internal static unsafe class BinShares
{
    /// <summary>Shares of all bins from 0 to 1.</summary>
    /// <param name="count">The bins, a multiple of eight.</param>
    /// <param name="values">x for each bin; receives the shares.</param>
    /// <param name="lower">Where each bin begins.</param>
    /// <param name="factors">1 over the width of each.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void Apply(int count, float* values, float* lower, float* factors)
    {
        for (var i = 0; i < count; i += Vector256<float>.Count)
        {
            var share = RobustScale.Scaled(Vector256.Load(values + i), Vector256.Load(lower + i), Vector256.Load(factors + i));
            Vector256.Min(Vector256.Max(share, Vector256<float>.Zero), Vector256<float>.One).Store(values + i);
        }
    }

    /// <summary>The share of a first bin, which is less than 0 below it; where it is the only one, more than 1 above it.</summary>
    public static float First(float x, float lower, float factor, bool isOnly)
    {
        var share = RobustScale.Of(x, lower, factor, float.PositiveInfinity);
        return isOnly ? share : Math.Min(share, 1);
    }

    /// <summary>The share of a last bin behind others, which is more than 1 above it.</summary>
    public static float Last(float x, float lower, float factor) => Math.Max(RobustScale.Of(x, lower, factor, float.PositiveInfinity), 0);
}
