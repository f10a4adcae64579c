using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>An activation function as a layer of its own; made by <see cref="Layer.Activation"/>.</summary>
public sealed record ActivationLayer : Layer
{
    [JsonConstructor]
    internal ActivationLayer(Activation activationFunction, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer)
    {
        ArgumentNullException.ThrowIfNull(activationFunction);
        ActivationFunction = activationFunction;
    }

    /// <summary>Applied to each output of the layer before.</summary>
    public Activation ActivationFunction { get; }

    internal override Activation OutputFunction => ActivationFunction;

    internal override bool IsFunctionOnly => true;

    internal override bool TakesMask => true;

    internal override bool KeepsPlacesApart => true;

    internal override bool KeepsProportions => ActivationFunction.KeepsProportions;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
