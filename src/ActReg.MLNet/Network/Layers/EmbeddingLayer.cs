using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A vector for each of a set of whole numbers; made by <see cref="Layer.Embedding"/>.</summary>
/// <remarks>Its weight, as in Keras: <c>embeddings</c> of shape [valueCount, units], initialized uniformly from -0.05 to 0.05.</remarks>
public sealed record EmbeddingLayer : Layer
{
    [JsonConstructor]
    internal EmbeddingLayer(int valueCount, int units, ActivityRegularizer? activityRegularizer, bool maskZero = false)
        : base(activityRegularizer)
    {
        // With 0 alone, all would be masked.
        ValueCount = Require.AtLeast(maskZero ? 2 : 1, valueCount);
        Units = Require.AtLeast(1, units);
        MaskZero = maskZero;
    }

    /// <summary>How many numbers there are: 0 to one less than this.</summary>
    public int ValueCount { get; }

    /// <summary>The length of a number's vector.</summary>
    public int Units { get; }

    /// <summary>Whether 0 is padding, which is masked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MaskZero { get; }

    internal override bool MakesMask => MaskZero;

    internal override bool ReadsExactValues => true;

    internal override int? InputRank => 1;

    internal override int OutputRank(int inputRank) => 2;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
