using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A transposed convolution of an image; made by <see cref="Layer.Conv2DTranspose"/>.</summary>
/// <remarks>
/// Weights, as in Keras: <c>kernel</c> of shape [kernel height, kernel width, filters, channels], initialized Glorot-uniform, then
/// <c>bias</c> of shape [filters], initialized to zero.
/// </remarks>
public sealed record Conv2DTransposeLayer : Layer
{
    [JsonConstructor]
    internal Conv2DTransposeLayer(
        int filters, Size2D kernelSize, Size2D strides, Padding padding, Size2D dilationRate, Activation? activationFunction,
        ActivityRegularizer? activityRegularizer, KernelRegularizer? kernelRegularizer = null)
        : base(activityRegularizer)
    {
        Filters = Require.AtLeast(1, filters);
        KernelSize = Size2D.RequireAtLeastOne(kernelSize);
        Strides = Size2D.RequireAtLeastOne(strides);
        Padding = Require.Defined(padding);
        DilationRate = Size2D.RequireAtLeastOne(dilationRate);
        ActivationFunction = activationFunction ?? ActReg.MLNet.Activation.Linear;
        KernelRegularizer = kernelRegularizer;
    }

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>The pixels of a window, which each pixel of the input becomes.</summary>
    public Size2D KernelSize { get; }

    /// <summary>The pixels from one window to the next.</summary>
    public Size2D Strides { get; }

    /// <summary>What happens at the edges.</summary>
    public Padding Padding { get; }

    /// <summary>The pixels from one of a window's to the next.</summary>
    public Size2D DilationRate { get; }

    /// <summary>Applied to each output.</summary>
    public Activation ActivationFunction { get; private init; }

    /// <summary>The penalty on the kernel; <see langword="null"/> for none of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KernelRegularizer? KernelRegularizer { get; private init; }

    /// <summary>What its kernel covers of the output.</summary>
    internal Window Window => new(KernelSize, Strides, DilationRate, Padding);

    internal override int? InputRank => 3;

    internal override Activation OutputFunction => ActivationFunction;

    internal override Layer WithoutFunction => this with { ActivationFunction = ActReg.MLNet.Activation.Linear };

    internal override Layer WithDefault(KernelRegularizer? kernelRegularizer) =>
        this with { KernelRegularizer = KernelRegularizer ?? kernelRegularizer };

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
