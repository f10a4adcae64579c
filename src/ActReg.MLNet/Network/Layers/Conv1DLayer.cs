using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A convolution over the timesteps of a sequence; made by <see cref="Layer.Conv1D"/>.</summary>
/// <remarks>
/// Weights, as in Keras: <c>kernel</c> of shape [kernelSize, features / groups, filters], initialized Glorot-uniform, then <c>bias</c> of
/// shape [filters], initialized to zero.
/// </remarks>
public sealed record Conv1DLayer : Layer
{
    [JsonConstructor]
    internal Conv1DLayer(
        int filters, int kernelSize, int strides, Padding padding, int dilationRate, int groups, Activation? activationFunction,
        ActivityRegularizer? activityRegularizer, KernelRegularizer? kernelRegularizer = null)
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

    /// <summary>The number of output features.</summary>
    public int Filters { get; }

    /// <summary>The timesteps that a window has.</summary>
    public int KernelSize { get; }

    /// <summary>The timesteps from one window to the next.</summary>
    public int Strides { get; }

    /// <summary>What happens at the ends.</summary>
    public Padding Padding { get; }

    /// <summary>The timesteps from one of a window's to the next.</summary>
    public int DilationRate { get; }

    /// <summary>The parts of the features that are convolved separately.</summary>
    public int Groups { get; }

    /// <summary>Applied to each output.</summary>
    public Activation ActivationFunction { get; }

    /// <summary>The penalty on the kernel; <see langword="null"/> for none of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KernelRegularizer? KernelRegularizer { get; }

    internal override Activation OutputFunction => ActivationFunction;

    internal override int? InputRank => 2;

    internal override bool IsFused => false;

    internal override Layer WithDefault(KernelRegularizer? kernelRegularizer) => new Conv1DLayer(
        Filters, KernelSize, Strides, Padding, DilationRate, Groups, ActivationFunction, ActivityRegularizer,
        KernelRegularizer ?? kernelRegularizer);

    internal override void AddTo(PlanBuilder plan)
    {
        var windows = new Windows(
            plan.Shape, new Size2D(1, KernelSize), new Size2D(1, Strides), new Size2D(1, DilationRate), Padding);
        plan.CheckRoom(windows);
        plan.CheckGroups(Groups);
        var shape = LayerShape.Sequence(windows.Width.Output, Filters);
        plan.AddActivated(
            penalty => new ConvolutionStep(plan, "conv1d", [KernelSize], windows, shape, Groups, penalty, KernelRegularizer),
            ActivationFunction, ActivityRegularizer);
    }
}
