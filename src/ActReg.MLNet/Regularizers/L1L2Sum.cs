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
        // Four sums, so that none waits for the one before.
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        for (; vectors.Length >= 4; vectors = vectors[4..])
        {
            s0 = Add(vectors[0], absolute, squared, s0);
            s1 = Add(vectors[1], absolute, squared, s1);
            s2 = Add(vectors[2], absolute, squared, s2);
            s3 = Add(vectors[3], absolute, squared, s3);
        }

        foreach (var vector in vectors)
            s0 = Add(vector, absolute, squared, s0);
        return Vector256.Sum(s0 + s1 + (s2 + s3));
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

    private static Vector256<float> Add(Vector256<float> values, Vector256<float> l1, Vector256<float> l2, Vector256<float> sum)
    {
        var magnitude = Vector256.Abs(values);
        return Vector256.MultiplyAddEstimate(Vector256.MultiplyAddEstimate(l2, magnitude, l1), magnitude, sum);
    }
}
