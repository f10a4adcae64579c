using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Normalizes each row over its units; made by <see cref="Layer.LayerNorm"/>.</summary>
/// <remarks>
/// Weights, each of shape [units] (for an image [channels], for a sequence [features]), as in Keras: <c>gamma</c>, initialized to
/// one, and <c>beta</c>, to zero.
/// </remarks>
public sealed record LayerNormLayer : Layer
{
    [JsonConstructor]
    internal LayerNormLayer(float epsilon, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer) => Epsilon = Require.Positive(epsilon);

    /// <summary>What is added to variances, finite and above 0.</summary>
    public float Epsilon { get; }

    internal override bool TakesMask => true;

    internal override bool KeepsPlacesApart => true;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
