using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Makes several values of each feature, by waves; made by <see cref="Layer.PeriodicEmbedding"/>.</summary>
/// <remarks>
/// Weights: <c>frequencies</c> of shape [features, frequencies], normal of mean 0 and deviation <see cref="Sigma"/> at first; <c>phases</c> of the same shape,
/// uniform from -π to π; <c>kernel</c> of shape [features, width - 1, frequencies] and <c>bias</c> of shape [features, width - 1], both uniform from
/// <c>-1/√frequencies</c> to <c>1/√frequencies</c>, as of PyTorch's <c>Linear</c>. The kernel alone decays; a trainer's kernel regularizer leaves it out.
/// </remarks>
public sealed record PeriodicEmbeddingLayer : Layer
{
    [JsonConstructor]
    internal PeriodicEmbeddingLayer(int frequencies, int width, float sigma, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer)
    {
        Frequencies = Require.AtLeast(1, frequencies);
        Width = Require.AtLeast(2, width);
        Sigma = Require.Positive(sigma);
    }

    /// <summary>The waves of a feature.</summary>
    public int Frequencies { get; }

    /// <summary>The values that a feature becomes, itself included.</summary>
    public int Width { get; }

    /// <summary>The standard deviation of frequencies at first.</summary>
    public float Sigma { get; }

    internal override int? InputRank => 1;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
