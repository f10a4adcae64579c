using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A vector for each of a set of whole numbers; made by <see cref="Layer.Embedding"/>.</summary>
/// <remarks>Its weight, as in Keras: <c>embeddings</c> of shape [valueCount, units], initialized uniformly from -0.05 to 0.05.</remarks>
public sealed record EmbeddingLayer : Layer
{
    [JsonConstructor]
    internal EmbeddingLayer(int valueCount, int units, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer)
    {
        ValueCount = Require.AtLeast(1, valueCount);
        Units = Require.AtLeast(1, units);
    }

    /// <summary>How many numbers there are: 0 to one less than this.</summary>
    public int ValueCount { get; }

    /// <summary>The length of a number's vector.</summary>
    public int Units { get; }

    internal override int? InputRank => 1;

    internal override int OutputRank(int inputRank) => 2;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
