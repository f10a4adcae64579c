using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>How far reconstructions are from what they reconstruct.</summary>
internal static class ReconstructionError
{
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

    /// <summary>That of each row of a set.</summary>
    /// <param name="network">What reconstructs them.</param>
    /// <param name="rows">The rows, scaled.</param>
    /// <param name="checkAlive">Called for each row; throws to cancel.</param>
    public static float[] OfAll(TrainedNetwork network, ITrainingRows rows, Action checkAlive)
    {
        var errors = new float[rows.RowCount];
        var pass = new NetworkScorer(network).CreateRowPass();
        var features = new float[network.Plan.InputSize];
        long row = 0;
        rows.ReadOnce(
            (values, _) =>
            {
                values.CopyTo(features);
                errors[row++] = Of(features, pass.Run(new VBuffer<float>(features.Length, features)));
            },
            checkAlive);
        return errors;
    }

    /// <summary>The value that all but a share of others are not above.</summary>
    /// <param name="errors">The others, at least one; put in another order.</param>
    /// <param name="share">Above 0 and below 1.</param>
    public static float Threshold(float[] errors, float share)
    {
        Array.Sort(errors);
        return errors[(int)Math.Max(0, Math.Ceiling((1 - (double)share) * errors.Length) - 1)];
    }
}
