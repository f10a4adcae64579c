using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of normalization layers.</summary>
internal static class TorchNormalization
{
    /// <summary>Normalizes units; a batch in training asks to move the statistics.</summary>
    /// <param name="step">The step.</param>
    /// <param name="x">Its input, of shape [rows, units].</param>
    /// <param name="weights">Gamma, beta, moving mean and moving variance, each of shape [units].</param>
    /// <param name="batch">The rows.</param>
    public static Tensor BatchNorm(BatchNormStep step, Tensor x, ReadOnlySpan<Tensor> weights, TorchBatch batch)
    {
        var (mean, variance) = (weights[2], weights[3]);
        if (batch.IsTraining)
        {
            // As UnitMoments: around the first row, which only shifts the numbers.
            var origin = x.narrow(0, 0, 1).detach();
            mean = batch.Mean(x - origin).Plus(origin.squeeze(0));
            var deviations = x - mean;
            variance = batch.Mean(deviations.mul(deviations));
            batch.Statistics.Follow(weights[2], mean, 1 - step.Momentum);
            batch.Statistics.Follow(weights[3], variance, 1 - step.Momentum);
        }

        using Scalar epsilon = step.Epsilon;
        return ((x - mean) / variance.add(epsilon, TorchArithmetic.One).sqrt() * weights[0]).Plus(weights[1]);
    }

    /// <summary>Normalizes rows.</summary>
    /// <param name="step">The step.</param>
    /// <param name="x">Its input, of shape [rows, units].</param>
    /// <param name="weights">Gamma and beta, each of shape [units].</param>
    public static Tensor LayerNorm(LayerNormStep step, Tensor x, ReadOnlySpan<Tensor> weights) =>
        nn.functional.layer_norm(x, [step.Size], weights[0], weights[1], step.Epsilon);
}
