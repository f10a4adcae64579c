using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary><see cref="ActivityRegularizer.Temporal"/>. Only the Torch engine, which trains recurrent layers, computes it.</summary>
internal sealed record TemporalActivityRegularizer : ActivityRegularizer
{
    [JsonConstructor]
    public TemporalActivityRegularizer(float activationStrength, float temporalStrength, ActivityReduction reduction)
    {
        ActivationStrength = Require.NotNegative(activationStrength, "activation");
        TemporalStrength = Require.NotNegative(temporalStrength, "temporal");
        Reduction = Require.Defined(reduction);
    }

    public float ActivationStrength { get; }

    public float TemporalStrength { get; }

    public ActivityReduction Reduction { get; }

    internal override string TorchOnlyName => "a temporal activity regularizer";

    internal override string? Misfit(LayerShape shape) => shape is { Rank: 2, Width: > 1 }
        ? null : "must put out a sequence of at least 2 timesteps for its temporal activity regularizer";

    internal override double Penalty(in Batch batch, ActivationMatrix activations) => throw NotFused();

    internal override void AddGradient(in Batch batch, ActivationMatrix activations, double strength, Matrix gradient) =>
        throw NotFused();

    private static NotSupportedException NotFused() => new("Only the Torch engine computes a temporal activity regularizer.");
}
