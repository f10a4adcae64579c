using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A convolution over the rows and columns of an image; made by <see cref="Layer.Conv2D"/>.</summary>
/// <remarks>
/// Weights, as in Keras: <c>kernel</c> of shape [kernel height, kernel width, channels / groups, filters], initialized Glorot-uniform, then
/// <c>bias</c> of shape [filters], initialized to zero.
/// </remarks>
public sealed record Conv2DLayer : Layer
{
    [JsonConstructor]
    internal Conv2DLayer(
        int filters, Size2D kernelSize, Size2D strides, Padding padding, Size2D dilationRate, int groups,
        Activation? activationFunction, ActivityRegularizer? activityRegularizer, KernelRegularizer? kernelRegularizer = null)
        : base(activityRegularizer)
    {
        Filters = Require.AtLeast(1, filters);
        KernelSize = Require.AtLeast(1, kernelSize);
        Strides = Require.AtLeast(1, strides);
        Padding = Require.Defined(padding);
        DilationRate = Require.AtLeast(1, dilationRate);
        Groups = Require.DivisorOf(filters, groups);
        ActivationFunction = activationFunction ?? ActReg.MLNet.Activation.Linear;
        KernelRegularizer = kernelRegularizer;
    }

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>The pixels that a window has.</summary>
    public Size2D KernelSize { get; }

    /// <summary>The pixels from one window to the next.</summary>
    public Size2D Strides { get; }

    /// <summary>What happens at the edges.</summary>
    public Padding Padding { get; }

    /// <summary>The pixels from one of a window's to the next.</summary>
    public Size2D DilationRate { get; }

    /// <summary>The parts of the channels that are convolved separately.</summary>
    public int Groups { get; }

    /// <summary>Applied to each output.</summary>
    public Activation ActivationFunction { get; }

    /// <summary>The penalty on the kernel; <see langword="null"/> for none of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KernelRegularizer? KernelRegularizer { get; }

    internal override Activation OutputFunction => ActivationFunction;

    internal override int? InputRank => 3;

    internal override bool IsFused => false;

    internal override Layer WithDefault(KernelRegularizer? kernelRegularizer) => new Conv2DLayer(
        Filters, KernelSize, Strides, Padding, DilationRate, Groups, ActivationFunction, ActivityRegularizer,
        KernelRegularizer ?? kernelRegularizer);

    internal override void AddTo(PlanBuilder plan)
    {
        var windows = new Windows(plan.Shape, KernelSize, Strides, DilationRate, Padding);
        plan.CheckRoom(windows);
        plan.CheckGroups(Groups);
        var shape = LayerShape.Image(windows.Height.Output, windows.Width.Output, Filters);
        plan.AddActivated(
            penalty => new ConvolutionStep(
                plan, "conv2d", [KernelSize.Height, KernelSize.Width], windows, shape, Groups, penalty, KernelRegularizer),
            ActivationFunction, ActivityRegularizer);
    }
}
