using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Puts out what it gets, and penalizes it; made by <see cref="Layer.ActivityRegularization"/>. There are no weights.</summary>
public sealed record ActivityRegularizationLayer : Layer
{
    [JsonConstructor]
    internal ActivityRegularizationLayer(ActivityRegularizer activityRegularizer)
        : base(activityRegularizer) => ArgumentNullException.ThrowIfNull(activityRegularizer);

    internal override bool IsPenaltyOnly => true;

    internal override bool TakesMask => true;

    internal override bool KeepsPlacesApart => true;

    internal override bool KeepsProportions => true;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
