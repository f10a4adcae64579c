using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary><c>l1 Σ|v| + l2 Σv²</c> over a multiple of 8 values.</summary>
internal static class L1L2Sum
{
    public static float Of(ReadOnlySpan<float> values, float l1, float l2)
    {
        var absolute = Vector256.Create(l1);
        var squared = Vector256.Create(l2);
        var sum = Vector256<float>.Zero;
        foreach (var vector in MemoryMarshal.Cast<float, Vector256<float>>(values))
        {
            var magnitude = Vector256.Abs(vector);
            sum = Vector256.MultiplyAddEstimate(Vector256.MultiplyAddEstimate(squared, magnitude, absolute), magnitude, sum);
        }

        return Vector256.Sum(sum);
    }

    /// <summary>Adds the derivative by each value; at 0 it is 0.</summary>
    public static void AddGradient(ReadOnlySpan<float> values, float l1, float l2, Span<float> gradient)
    {
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        var gradients = MemoryMarshal.Cast<float, Vector256<float>>(gradient)[..vectors.Length];
        var absolute = Vector256.Create(l1);
        var twiceSquared = Vector256.Create(2 * l2);
        for (var i = 0; i < vectors.Length; i++)
        {
            var value = vectors[i];
            var isZero = Vector256.Equals(value, Vector256<float>.Zero);
            var sign = Vector256.AndNot(Vector256.CopySign(absolute, value), isZero);
            gradients[i] += Vector256.MultiplyAddEstimate(twiceSquared, value, sign);
        }
    }
}
