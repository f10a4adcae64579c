using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A convolution over the rows and columns of an image; made by <see cref="Layer.Conv2D"/>.</summary>
/// <remarks>
/// Weights, as in Keras: <c>kernel</c> of shape [kernel height, kernel width, channels / groups, filters], initialized Glorot-uniform, then
/// <c>bias</c> of shape [filters], initialized to zero.
/// </remarks>
public sealed record Conv2DLayer : ConvolutionLayer
{
    [JsonConstructor]
    internal Conv2DLayer(
        int filters, Size2D kernelSize, Size2D strides, Padding padding, Size2D dilationRate, int groups,
        Activation? activationFunction, ActivityRegularizer? activityRegularizer, KernelRegularizer? kernelRegularizer = null)
        : base(filters, padding, groups, activationFunction, activityRegularizer, kernelRegularizer)
    {
        KernelSize = Size2D.RequireAtLeastOne(kernelSize);
        Strides = Size2D.RequireAtLeastOne(strides);
        DilationRate = Size2D.RequireAtLeastOne(dilationRate);
    }

    /// <summary>The pixels that a window has.</summary>
    public Size2D KernelSize { get; }

    /// <summary>The pixels from one window to the next.</summary>
    public Size2D Strides { get; }

    /// <summary>The pixels from one of a window's to the next.</summary>
    public Size2D DilationRate { get; }

    internal override Window Window => new(KernelSize, Strides, DilationRate, Padding);

    internal override int[] WindowShape => [KernelSize.Height, KernelSize.Width];

    internal override int? InputRank => 3;
}
