using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>What optimizers remember of past gradients.</summary>
internal static class Moments
{
    private const float Negligible = 1e-30f;

    /// <summary>
    /// Makes tiny values 0: those of units that no longer learn would turn denormal, and slow every later step.
    /// </summary>
    /// <remarks>Beside any epsilon or weight of use they are nothing.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> DropNegligible(Vector256<float> values) =>
        Vector256.AndNot(values, Vector256.LessThan(Vector256.Abs(values), Vector256.Create(Negligible)));
}
