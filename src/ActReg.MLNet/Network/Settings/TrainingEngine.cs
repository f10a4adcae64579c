namespace ActReg.MLNet;

/// <summary>What computes a training. The trained network does not depend on it beyond float rounding.</summary>
public enum TrainingEngine
{
    /// <summary><see cref="Fused"/>; with a custom activity regularizer, <see cref="Torch"/>.</summary>
    Auto,

    /// <summary>
    /// Managed SIMD code on one thread, with hand-derived gradients; needs no libtorch. Not for custom activity regularizers.
    /// </summary>
    Fused,

    /// <summary>TorchSharp's tensors and automatic differentiation; needs libtorch, from a package such as TorchSharp-cpu.</summary>
    Torch,
}
