using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Tells whether values are finite, eight at a time: it is asked of all weights after each epoch, and of all rows.</summary>
internal static class FiniteValues
{
    [MethodImpl(Compilation.AtOnce)]
    public static bool AreAll(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        // x - x is 0, or, for a value that is not finite, not a number.
        var differences = Vector256<float>.Zero;
        foreach (var vector in vectors)
            differences += vector - vector;
        if (!Vector256.EqualsAll(differences, Vector256<float>.Zero))
            return false;
        foreach (var value in values[(vectors.Length * Vector256<float>.Count)..])
        {
            if (!float.IsFinite(value))
                return false;
        }

        return true;
    }

    /// <summary>Whether each is finite, or not a number.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public static bool NoneIsInfinite(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        foreach (var vector in vectors)
        {
            if (Vector256.EqualsAny(Vector256.Abs(vector), Vector256.Create(float.PositiveInfinity)))
                return false;
        }

        foreach (var value in values[(vectors.Length * Vector256<float>.Count)..])
        {
            if (float.IsInfinity(value))
                return false;
        }

        return true;
    }
}
