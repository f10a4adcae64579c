using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Makes units of a sequence or an image; made by <see cref="Layer.Flatten"/>. There are no weights.</summary>
public sealed record FlattenLayer : Layer
{
    [JsonConstructor]
    internal FlattenLayer()
        : base(activityRegularizer: null)
    {
    }

    internal override bool ComputesUnits => false;

    internal override int OutputRank(int inputRank) => 1;

    internal override bool KeepsProportions => true;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
