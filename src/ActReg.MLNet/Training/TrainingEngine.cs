namespace ActReg.MLNet;

/// <summary>What computes a training. The trained network does not depend on it beyond float rounding.</summary>
public enum TrainingEngine
{
    /// <summary>The same as <see cref="Fused"/>.</summary>
    Auto,

    /// <summary>Managed SIMD code on one thread, with hand-derived gradients; needs no libtorch.</summary>
    Fused,

    /// <summary>TorchSharp's tensors and automatic differentiation; needs libtorch, from a package such as TorchSharp-cpu.</summary>
    Torch,
}
