using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Differences of values that stand together without padding.</summary>
internal static unsafe class Differences
{
    /// <summary><c>Σ (v - w)²</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="values">The ones.</param>
    /// <param name="less">The others; null for zeros.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static double SquareSum(int count, float* values, float* less)
    {
        var sum = Vector256<float>.Zero;
        var i = 0;
        for (; i + Vector256<float>.Count <= count; i += Vector256<float>.Count)
        {
            var difference = less == null ? Vector256.Load(values + i) : Vector256.Load(values + i) - Vector256.Load(less + i);
            sum = Vector256.MultiplyAddEstimate(difference, difference, sum);
        }

        double total = Vector256.Sum(sum);
        for (; i < count; i++)
        {
            var difference = less == null ? values[i] : values[i] - less[i];
            total += difference * difference;
        }

        return total;
    }

    /// <summary>Adds a multiple of each difference.</summary>
    /// <param name="count">How many.</param>
    /// <param name="factor">What they are multiplied by.</param>
    /// <param name="values">The ones.</param>
    /// <param name="less">The others.</param>
    /// <param name="result">What is added to.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void AddMultiple(int count, float factor, float* values, float* less, float* result)
    {
        var i = 0;
        for (; i + Vector256<float>.Count <= count; i += Vector256<float>.Count)
        {
            var difference = Vector256.Load(values + i) - Vector256.Load(less + i);
            Vector256.MultiplyAddEstimate(Vector256.Create(factor), difference, Vector256.Load(result + i)).Store(result + i);
        }

        for (; i < count; i++)
            result[i] = float.MultiplyAddEstimate(factor, values[i] - less[i], result[i]);
    }
}
