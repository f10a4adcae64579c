using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>
/// Makes one value of a whole channel; made by <see cref="Layer.GlobalMaxPooling"/> and <see cref="Layer.GlobalAveragePooling"/>.
/// There are no weights.
/// </summary>
public sealed record GlobalPoolingLayer : Layer
{
    [JsonConstructor]
    internal GlobalPoolingLayer(PoolingKind pooling, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer) => Pooling = Require.Defined(pooling);

    /// <summary>What is made of a channel's values.</summary>
    public PoolingKind Pooling { get; }

    internal override string Kind => $"Global{Pooling}Pooling";

    internal override bool TakesRank(int rank) => rank > 1;

    internal override int OutputRank(int inputRank) => 1;

    internal override bool TakesMask => true;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
