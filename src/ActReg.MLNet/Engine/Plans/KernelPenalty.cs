namespace ActReg.MLNet;

/// <summary>A penalty on a kernel.</summary>
/// <param name="Kernel">Where the kernel is.</param>
/// <param name="Regularizer">What it costs.</param>
internal readonly record struct KernelPenalty(WeightPlace Kernel, KernelRegularizer Regularizer);
