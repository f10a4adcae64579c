namespace ActReg.MLNet;

/// <summary>A product with a kernel, plus a bias.</summary>
/// <remarks>
/// The kernel is stored [inputs, units], its rows padded. A narrow output layer's is stored transposed, [units, inputs], and its
/// output is not padded: eight columns computed for one would cost more than the whole layer.
/// </remarks>
internal sealed class DenseStep : Step
{
    private const int NarrowBelow = 8;

    public DenseStep(int layerIndex, int inputs, int units, int offset, bool isOutput, ActivityRegularizer? penalty)
        : base(layerIndex, units, penalty)
    {
        Inputs = inputs;
        IsTransposed = isOutput && units < NarrowBelow && penalty == null;
        KernelStride = AlignedBuffer.Pad(IsTransposed ? inputs : units);
        KernelOffset = offset;
        BiasOffset = checked(offset + KernelStride * (IsTransposed ? units : inputs));
    }

    public int Inputs { get; }

    public override int Stride => IsTransposed ? Size : base.Stride;

    public bool IsTransposed { get; }

    public int KernelOffset { get; }

    /// <summary>The stride of the kernel's rows, as stored.</summary>
    public int KernelStride { get; }

    public int BiasOffset { get; }

    public int ParameterLength => checked(BiasOffset - KernelOffset + AlignedBuffer.Pad(Size));

    /// <summary>Where the kernel's element of this input and unit stands in the parameter buffer.</summary>
    public int KernelIndex(int input, int unit) =>
        KernelOffset + (IsTransposed ? unit * KernelStride + input : input * KernelStride + unit);
}
