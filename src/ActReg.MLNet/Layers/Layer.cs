using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>One layer of a network: an immutable description, made by the methods below and listed in order of computation.</summary>
/// <remarks>
/// An activity regularizer penalizes the <em>output</em> of the layer that carries it. So the order of the list says whether a
/// penalty sees values before or after an activation, as in Keras:
/// <c>Dense(500, activityRegularizer: r), Activation(Relu)</c> penalizes pre-activations,
/// <c>Dense(500, Relu, r)</c> penalizes what comes out of the ReLU.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "layer")]
[JsonDerivedType(typeof(DenseLayer), "dense")]
[JsonDerivedType(typeof(ActivationLayer), "activation")]
public abstract record Layer
{
    private protected Layer(ActivityRegularizer? activityRegularizer) => ActivityRegularizer = activityRegularizer;

    /// <summary>The penalty on this layer's output; <see langword="null"/> for none.</summary>
    public ActivityRegularizer? ActivityRegularizer { get; }

    /// <summary>A fully connected layer: <c>activation(x W + b)</c>, with <c>W</c> of shape [inputs, units] and <c>b</c> of shape [units].</summary>
    /// <param name="units">The number of outputs, at least 1.</param>
    /// <param name="activation">Applied to each output; <see langword="null"/> is linear.</param>
    /// <param name="activityRegularizer">The penalty on the output, after <paramref name="activation"/>; <see langword="null"/> for none.</param>
    /// <param name="kernelRegularizer">The penalty on <c>W</c>; <see langword="null"/> for the trainer's, if it has one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is less than 1.</exception>
    public static DenseLayer Dense(
        int units, Activation? activation = null, ActivityRegularizer? activityRegularizer = null,
        KernelRegularizer? kernelRegularizer = null) =>
        new(units, activation, activityRegularizer, kernelRegularizer);

    /// <summary>An activation function on its own, applied to each output of the layer before it.</summary>
    /// <param name="activation">The function.</param>
    /// <param name="activityRegularizer">The penalty on the function's output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is <see langword="null"/>.</exception>
    public static ActivationLayer Activation(Activation activation, ActivityRegularizer? activityRegularizer = null) =>
        new(activation, activityRegularizer);

    /// <summary>The function whose values are this layer's output; <see langword="null"/> where it ends in none.</summary>
    internal virtual Activation? OutputFunction => null;

    /// <summary>Adds what computes this layer to a network.</summary>
    internal abstract void AddTo(PlanBuilder plan);
}
