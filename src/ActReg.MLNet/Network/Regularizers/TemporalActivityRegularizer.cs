using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary><see cref="ActivityRegularizer.Temporal"/>. What is masked costs nothing, nor does a difference from it.</summary>
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

    internal override string? Misfit(LayerShape shape) => shape is { Rank: 2, Width: > 1 }
        ? null : "must put out a sequence of at least 2 timesteps for its temporal activity regularizer";

    [MethodImpl(Compilation.AtOnce)]
    internal override unsafe double Penalty(in Batch batch, ActivationMatrix activations)
    {
        double squares = 0, differences = 0;
        var channels = activations.Channels;
        for (var row = 0; row < batch.Rows; row++)
        {
            double weight = batch.WeightOf(row);
            var values = activations.Start(row);
            for (var (start, end) = activations.NextKept(row, 0); start < end; (start, end) = activations.NextKept(row, end))
            {
                squares += weight * Differences.SquareSum(end - start, values + start, less: null);
                differences += weight * Differences.SquareSum(end - start - channels, values + start + channels, values + start);
            }
        }

        var (ofSquares, ofDifferences) = Scales(batch, activations);
        return ofSquares * squares + ofDifferences * differences;
    }

    [MethodImpl(Compilation.AtOnce)]
    internal override unsafe void AddGradient(in Batch batch, ActivationMatrix activations, double strength, Matrix gradient)
    {
        var (ofSquares, ofDifferences) = Scales(batch, activations);
        var channels = activations.Channels;
        for (var row = 0; row < batch.Rows; row++)
        {
            var factor = (float)(2 * strength * ofSquares * batch.WeightOf(row));
            var differenceFactor = (float)(2 * strength * ofDifferences * batch.WeightOf(row));
            float* values = activations.Start(row), slopes = gradient.Start + row * gradient.Row;
            for (var (start, end) = activations.NextKept(row, 0); start < end; (start, end) = activations.NextKept(row, end))
            {
                var (count, behind) = (end - start - channels, start + channels);
                Channels.AddMultiple(end - start, factor, values + start, slopes + start);
                Differences.AddMultiple(count, differenceFactor, values + behind, values + start, slopes + behind);
                Differences.AddMultiple(count, differenceFactor, values + start, values + behind, slopes + start);
            }
        }
    }

    /// <summary>What the sums of squares and of squared differences are multiplied by; there is a difference less than there are timesteps.</summary>
    private (double Squares, double Differences) Scales(in Batch batch, ActivationMatrix activations) => (
        ActivationStrength * Reduction.Scale(batch.Weight, activations.Units),
        TemporalStrength * Reduction.Scale(batch.Weight, activations.Units - activations.Channels));
}
