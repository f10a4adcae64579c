using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>An activation function of which each unit learns how much to take; made by <see cref="Layer.ParametricActivation"/>.</summary>
/// <remarks>One weight, <c>alpha</c> of shape [units] (for an image [channels], for a sequence [features]), initialized to one. It does not decay.</remarks>
public sealed record ParametricActivationLayer : Layer
{
    [JsonConstructor]
    internal ParametricActivationLayer(Activation activationFunction, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer)
    {
        ArgumentNullException.ThrowIfNull(activationFunction);
        ActivationFunction = activationFunction;
    }

    /// <summary>The function where <c>alpha</c> is 1.</summary>
    public Activation ActivationFunction { get; }

    internal override bool HasActivities => true;

    internal override bool TakesMask => true;

    internal override bool KeepsPlacesApart => true;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
