namespace ActReg.MLNet;

/// <summary>What computes a training. The trained network does not depend on it beyond float rounding.</summary>
public enum TrainingEngine
{
    /// <summary><see cref="Fused"/> wherever it applies: today, always.</summary>
    Auto,

    /// <summary>Managed SIMD code on one thread, with hand-derived gradients: many times faster on small networks; needs no libtorch.</summary>
    Fused,

    /// <summary>TorchSharp's tensors and automatic differentiation; needs libtorch, from a package such as TorchSharp-cpu.</summary>
    Torch,
}
