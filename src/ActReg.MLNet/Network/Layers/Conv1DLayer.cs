using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A convolution over the timesteps of a sequence; made by <see cref="Layer.Conv1D"/>.</summary>
/// <remarks>
/// Weights, as in Keras: <c>kernel</c> of shape [kernelSize, features / groups, filters], initialized Glorot-uniform, then <c>bias</c> of
/// shape [filters], initialized to zero.
/// </remarks>
public sealed record Conv1DLayer : ConvolutionLayer
{
    [JsonConstructor]
    internal Conv1DLayer(
        int filters, int kernelSize, int strides, Padding padding, int dilationRate, int groups, Activation? activationFunction,
        ActivityRegularizer? activityRegularizer, KernelRegularizer? kernelRegularizer = null)
        : base(filters, padding, groups, activationFunction, activityRegularizer, kernelRegularizer)
    {
        KernelSize = Require.AtLeast(1, kernelSize);
        Strides = Require.AtLeast(1, strides);
        DilationRate = Require.AtLeast(1, dilationRate);
    }

    /// <summary>The timesteps that a window has.</summary>
    public int KernelSize { get; }

    /// <summary>The timesteps from one window to the next.</summary>
    public int Strides { get; }

    /// <summary>The timesteps from one of a window's to the next.</summary>
    public int DilationRate { get; }

    internal override Window Window => Window.OfTimesteps(KernelSize, Strides, DilationRate, Padding);

    internal override int[] WindowShape => [KernelSize];

    internal override int? InputRank => 2;
}
