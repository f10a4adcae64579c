using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of normalization layers.</summary>
internal static class TorchNormalization
{
    /// <summary>Normalizes units, over rows and places; a batch in training asks to move the statistics.</summary>
    /// <param name="momentum">The share of the moving statistics that a batch leaves.</param>
    /// <param name="epsilon">What is added to variances.</param>
    /// <param name="x">Of shape [rows, places, units].</param>
    /// <param name="places">Where its weights are.</param>
    /// <param name="weights">The network's weights.</param>
    /// <param name="batch">The rows.</param>
    public static Tensor BatchNorm(
        float momentum, float epsilon, Tensor x, BatchNormWeights places, TorchParameters weights, TorchBatch batch)
    {
        var (mean, variance) = (weights[places.MovingMean], weights[places.MovingVariance]);
        if (batch.IsTraining && !places.Gamma.IsFrozen)
        {
            // As UnitMoments: around a value, which only shifts the numbers.
            var origin = x.narrow(0, 0, 1).narrow(1, 0, 1).detach();
            mean = batch.Mean((x - origin).mean([1L])).Plus(origin.view(-1));
            var deviations = x - mean;
            variance = batch.Mean(deviations.mul(deviations).mean([1L]));
            batch.Statistics.Follow(weights[places.MovingMean], mean, 1 - momentum);
            batch.Statistics.Follow(weights[places.MovingVariance], variance, 1 - momentum);
        }

        using Scalar scalar = epsilon;
        return ((x - mean) / variance.add(scalar, TorchArithmetic.One).sqrt() * weights[places.Gamma]).Plus(weights[places.Beta]);
    }

    /// <summary>Normalizes over the last dimension.</summary>
    /// <param name="epsilon">What is added to variances.</param>
    /// <param name="x">Of shape [rows, units].</param>
    /// <param name="places">Where its weights are.</param>
    /// <param name="weights">The network's weights.</param>
    public static Tensor LayerNorm(float epsilon, Tensor x, LayerNormWeights places, TorchParameters weights) =>
        nn.functional.layer_norm(x, [x.shape[1]], weights[places.Gamma], weights[places.Beta], epsilon);
}
