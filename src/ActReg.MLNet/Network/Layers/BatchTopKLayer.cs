using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Keeps a batch's largest values, <c>K</c> per row on average, and makes the others 0; made by <see cref="Layer.BatchTopK"/>.</summary>
/// <remarks>
/// One weight of shape [1], which is not trained: what was the smallest value kept in batches of training, as a running mean (momentum 0.9).
/// In scoring and validation, values of at least as much are kept, so that a row's do not depend on other rows. Negative values never are.
/// </remarks>
public sealed record BatchTopKLayer : Layer
{
    [JsonConstructor]
    internal BatchTopKLayer(int k, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer) => K = Require.AtLeast(1, k);

    /// <summary>How many values of a row are kept on average, at least 1.</summary>
    public int K { get; }

    internal override int? InputRank => 1;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
