using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A convolution, over a sequence or an image; made by <see cref="Layer.Conv1D"/> and <see cref="Layer.Conv2D"/>.</summary>
public abstract record ConvolutionLayer : Layer
{
    private protected ConvolutionLayer(
        int filters, Padding padding, int groups, Activation? activationFunction, ActivityRegularizer? activityRegularizer,
        KernelRegularizer? kernelRegularizer)
        : base(activityRegularizer)
    {
        Filters = Require.AtLeast(1, filters);
        Padding = Require.Defined(padding);
        Groups = Require.DivisorOf(filters, groups);
        ActivationFunction = activationFunction ?? ActReg.MLNet.Activation.Linear;
        KernelRegularizer = kernelRegularizer;
    }

    /// <summary>The number of output channels of an image, or features of a sequence.</summary>
    public int Filters { get; private init; }

    /// <summary>What happens at the edges.</summary>
    public Padding Padding { get; }

    /// <summary>The parts of the channels, or features, that are convolved separately.</summary>
    public int Groups { get; }

    /// <summary>Applied to each output.</summary>
    public Activation ActivationFunction { get; private init; }

    /// <summary>The penalty on the kernel; <see langword="null"/> for none of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KernelRegularizer? KernelRegularizer { get; private protected init; }

    /// <summary>What its kernel covers.</summary>
    internal abstract Window Window { get; }

    /// <summary>The kernel's first dimensions, in Keras's layout.</summary>
    internal abstract int[] WindowShape { get; }

    internal sealed override Activation OutputFunction => ActivationFunction;

    internal sealed override Layer WithoutFunction => this with { ActivationFunction = ActReg.MLNet.Activation.Linear };

    internal sealed override Layer Computation => (ConvolutionLayer)base.Computation with { KernelRegularizer = null };

    internal sealed override Layer WithDefault(KernelRegularizer? kernelRegularizer) =>
        this with { KernelRegularizer = KernelRegularizer ?? kernelRegularizer };

    // Those of a group read channels of their own.
    internal sealed override int? PrunableChannels => Groups == 1 ? Filters : null;

    internal sealed override Layer WithUnits(int units) => this with { Filters = units };

    internal sealed override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
