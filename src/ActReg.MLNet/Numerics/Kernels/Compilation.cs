using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>How kernels are compiled.</summary>
internal static class Compilation
{
    /// <summary>
    /// Optimized at the first call. The runtime would begin with slow code, and replace it after some tenths of a second, with a single
    /// core after seconds: a small training is over by then.
    /// </summary>
    public const MethodImplOptions AtOnce = MethodImplOptions.AggressiveOptimization;
}
