using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Sets a random part of its inputs to zero while training; made by <see cref="Layer.Dropout"/>.</summary>
/// <remarks>
/// As in Keras, what is kept is multiplied by <c>1 / (1 - Rate)</c>, so that its expectation stays the same, and outside training
/// nothing happens. There are no weights.
/// </remarks>
public sealed record DropoutLayer : Layer
{
    [JsonConstructor]
    internal DropoutLayer(float rate, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer) => Rate = Require.Share(rate);

    /// <summary>The share of values that are dropped, at least 0 and below 1.</summary>
    public float Rate { get; private init; }

    internal override Layer WithoutNoise => this with { Rate = 0 };

    internal override bool ComputesUnits => false;

    internal override bool TakesMask => true;

    internal override bool KeepsPlacesApart => true;

    internal override bool KeepsProportions => true;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
