using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Multiplies each unit by a learned factor; made by <see cref="Layer.Scale"/>.</summary>
/// <remarks>One weight, <c>scale</c> of shape [units] (for an image [channels], for a sequence [features]), initialized to one. It does not decay.</remarks>
public sealed record ScaleLayer : Layer
{
    [JsonConstructor]
    internal ScaleLayer(ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer)
    {
    }

    internal override bool TakesMask => true;

    internal override bool KeepsPlacesApart => true;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
