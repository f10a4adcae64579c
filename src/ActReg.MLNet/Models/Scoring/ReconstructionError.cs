using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>How far reconstructions are from what they reconstruct.</summary>
internal static class ReconstructionError
{
    private const double Slack = 1e-12;

    /// <summary>The mean squared error of a row.</summary>
    public static float Of(ReadOnlySpan<float> features, ReadOnlySpan<float> reconstruction)
    {
        double sum = 0;
        for (var i = 0; i < features.Length; i++)
        {
            double error = reconstruction[i] - features[i];
            sum += error * error;
        }

        return (float)(sum / features.Length);
    }

    /// <summary>The error that all but a share of a set's rows, by their weight, are not above; of very many rows, of a part of them.</summary>
    /// <param name="network">What reconstructs them.</param>
    /// <param name="rows">The rows, scaled.</param>
    /// <param name="share">Above 0 and below 1.</param>
    /// <param name="checkAlive">Called for each row; throws to cancel.</param>
    public static float Threshold(TrainedNetwork network, ITrainingRows rows, float share, Action checkAlive)
    {
        var errors = new LabelSample();
        var pass = new NetworkScorer(network).CreateRowPass();
        var features = new float[network.Plan.InputSize];
        rows.ReadOnce(
            (values, weight) =>
            {
                values.CopyTo(features);
                errors.Add(Of(features, pass.Run(new VBuffer<float>(features.Length, features))), weight);
            },
            checkAlive);
        // The share as it was written, of which no rounding makes more than whole rows.
        return errors.Quantiles((double)(1 - (decimal)share) * (1 - Slack))[0];
    }
}
