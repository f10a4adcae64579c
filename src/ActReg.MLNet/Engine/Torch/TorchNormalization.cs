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
    /// <param name="weights">Gamma, beta, moving mean and moving variance, each of shape [units].</param>
    /// <param name="batch">The rows.</param>
    public static Tensor BatchNorm(float momentum, float epsilon, Tensor x, ReadOnlySpan<Tensor> weights, TorchBatch batch)
    {
        var (mean, variance) = (weights[2], weights[3]);
        if (batch.IsTraining)
        {
            // As UnitMoments: around a value, which only shifts the numbers.
            var origin = x.narrow(0, 0, 1).narrow(1, 0, 1).detach();
            mean = batch.Mean((x - origin).mean([1L])).Plus(origin.view(-1));
            var deviations = x - mean;
            variance = batch.Mean(deviations.mul(deviations).mean([1L]));
            batch.Statistics.Follow(weights[2], mean, 1 - momentum);
            batch.Statistics.Follow(weights[3], variance, 1 - momentum);
        }

        using Scalar scalar = epsilon;
        return ((x - mean) / variance.add(scalar, TorchArithmetic.One).sqrt() * weights[0]).Plus(weights[1]);
    }

    /// <summary>Normalizes over the last dimension.</summary>
    /// <param name="epsilon">What is added to variances.</param>
    /// <param name="x">Of shape [rows, units].</param>
    /// <param name="weights">Gamma and beta, each of shape [units].</param>
    public static Tensor LayerNorm(float epsilon, Tensor x, ReadOnlySpan<Tensor> weights) =>
        nn.functional.layer_norm(x, [x.shape[1]], weights[0], weights[1], epsilon);
}
