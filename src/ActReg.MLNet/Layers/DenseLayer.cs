using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A fully connected layer; made by <see cref="Layer.Dense"/>.</summary>
/// <remarks>
/// Weights, as in Keras: <c>kernel</c> of shape [inputs, units], initialized Glorot-uniform, then <c>bias</c> of shape [units],
/// initialized to zero.
/// </remarks>
public sealed record DenseLayer : Layer
{
    [JsonConstructor]
    internal DenseLayer(int units, Activation? activationFunction, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer)
    {
        Units = Require.AtLeast(1, units);
        ActivationFunction = activationFunction ?? ActReg.MLNet.Activation.Linear;
    }

    /// <summary>The number of outputs.</summary>
    public int Units { get; internal init; }

    /// <summary>Applied to each output.</summary>
    public Activation ActivationFunction { get; }
}
