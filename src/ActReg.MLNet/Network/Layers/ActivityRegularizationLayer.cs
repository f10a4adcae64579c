using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Puts out what it gets, and penalizes it; made by <see cref="Layer.ActivityRegularization"/>. There are no weights.</summary>
public sealed record ActivityRegularizationLayer : Layer
{
    [JsonConstructor]
    internal ActivityRegularizationLayer(ActivityRegularizer activityRegularizer)
        : base(activityRegularizer) => ArgumentNullException.ThrowIfNull(activityRegularizer);

    internal override void AddTo(PlanBuilder plan) =>
        plan.Add(new ActivationStep(plan.LayerIndex, plan.Shape, ActReg.MLNet.Activation.Linear, ActivityRegularizer));
}
