using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Keeps each row's <c>K</c> largest values, and makes the others 0; made by <see cref="Layer.TopK"/>.</summary>
/// <remarks>Of equal values the first are kept. The gradient passes through what is kept. There are no weights.</remarks>
public sealed record TopKLayer : Layer
{
    [JsonConstructor]
    internal TopKLayer(int k, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer) => K = Require.AtLeast(1, k);

    /// <summary>How many values of a row are kept, at least 1.</summary>
    public int K { get; }

    internal override int? InputRank => 1;

    internal override bool KeepsProportions => true;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
