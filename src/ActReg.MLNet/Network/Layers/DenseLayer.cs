using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A fully connected layer; made by <see cref="Layer.Dense"/>.</summary>
/// <remarks>
/// Weights, as in Keras: <c>kernel</c> of shape [inputs, units], initialized Glorot-uniform unless another <see cref="KernelInitializer"/> is given, then <c>bias</c> of shape [units],
/// initialized to zero unless there is a <see cref="BiasInitializer"/>.
/// </remarks>
public sealed record DenseLayer : Layer
{
    [JsonConstructor]
    internal DenseLayer(
        int units, Activation? activationFunction, ActivityRegularizer? activityRegularizer,
        KernelRegularizer? kernelRegularizer = null, KernelInitializer? kernelInitializer = null, BiasInitializer? biasInitializer = null)
        : base(activityRegularizer)
    {
        Units = Require.AtLeast(1, units);
        ActivationFunction = activationFunction ?? ActReg.MLNet.Activation.Linear;
        KernelRegularizer = kernelRegularizer;
        KernelInitializer = kernelInitializer;
        BiasInitializer = biasInitializer;
    }

    /// <summary>The number of outputs.</summary>
    public int Units { get; private init; }

    /// <summary>Applied to each output.</summary>
    public Activation ActivationFunction { get; private init; }

    /// <summary>The penalty on the kernel; <see langword="null"/> for none of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KernelRegularizer? KernelRegularizer { get; private init; }

    /// <summary>What the kernel begins as; <see langword="null"/> for Glorot-uniform.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KernelInitializer? KernelInitializer { get; private init; }

    /// <summary>What the biases begin as; <see langword="null"/> for zeros.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BiasInitializer? BiasInitializer { get; private init; }

    internal override Layer Computation => (DenseLayer)base.Computation with { KernelRegularizer = null, KernelInitializer = null, BiasInitializer = null };

    internal override Layer WithDefault(KernelRegularizer? kernelRegularizer) =>
        this with { KernelRegularizer = KernelRegularizer ?? kernelRegularizer };

    internal override Activation OutputFunction => ActivationFunction;

    internal override Layer WithoutFunction => this with { ActivationFunction = ActReg.MLNet.Activation.Linear };

    internal override int? PrunableUnits => Units;

    internal override Layer WithUnits(int units) => this with { Units = units };

    internal override bool TakesMask => true;

    internal override bool KeepsPlacesApart => true;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
