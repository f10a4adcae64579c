using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Normalizes each unit over the rows of a batch; made by <see cref="Layer.BatchNorm"/>.</summary>
/// <remarks>
/// Weights, each of shape [units] (for an image [channels], for a sequence [features]), as in Keras: <c>gamma</c>, initialized to
/// one, <c>beta</c>, to zero, <c>moving_mean</c>, to zero, and <c>moving_variance</c>, to one. The last two follow the batches in
/// training, and have no gradient.
/// </remarks>
public sealed record BatchNormLayer : Layer
{
    [JsonConstructor]
    internal BatchNormLayer(float momentum, float epsilon, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer)
    {
        Momentum = Require.Share(momentum);
        Epsilon = Require.Positive(epsilon);
    }

    /// <summary>The share of the moving statistics that a batch leaves, at least 0 and below 1.</summary>
    public float Momentum { get; }

    /// <summary>What is added to variances, finite and above 0.</summary>
    public float Epsilon { get; }

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
