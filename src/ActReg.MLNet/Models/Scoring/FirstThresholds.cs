using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>
/// Thresholds for a code to begin with, so that it has as many units on as it is to have: from 0 on, a threshold that moves by about the learning rate per
/// step would come to where it should be only after a thousand steps and more.
/// </summary>
internal static class FirstThresholds
{
    private const int MostRows = 1000;
    private const int MostValues = 1 << 22;

    // Rounding of a sum of weights is not to make one value more of a whole number of them.
    private const double Slack = 1e-9;

    /// <summary>The weights, with one threshold for all units.</summary>
    /// <param name="network">The autoencoder with its first weights.</param>
    /// <param name="rows">The rows to train on, scaled.</param>
    /// <param name="targetL0">How many units are to be on per row.</param>
    /// <param name="checkAlive">Called for each row; throws to cancel.</param>
    public static IReadOnlyList<WeightTensor> Of(TrainedNetwork network, ITrainingRows rows, double targetL0, Action checkAlive)
    {
        var plan = network.Plan;
        var code = plan.Steps.Index().First(step => step.Item.Weights.Any(IsThreshold)).Index;
        var units = plan.Steps[code].Size;
        var sample = RowSample.Of(rows, Math.Clamp(MostValues / units, 1, MostRows), checkAlive);
        // Training normalizes by the batch from the first one on.
        var pass = new NetworkScorer(BatchStatistics.Of(network, sample, code)).CreateRowPassOfSteps(code);
        var (values, valueWeights) = (new float[sample.RowCount * units], new float[sample.RowCount * units]);
        for (var row = 0; row < sample.RowCount; row++)
        {
            pass.Run(new VBuffer<float>(plan.InputSize, sample.Row(row).ToArray())).CopyTo(values.AsSpan(row * units));
            valueWeights.AsSpan(row * units, units).Fill(sample.Weight(row));
        }

        Array.Sort(values, valueWeights);
        var left = targetL0 * sample.WeightOf([.. Enumerable.Range(0, sample.RowCount)]) * (1 - Slack);
        var least = values.Length;
        do
            left -= valueWeights[--least];
        while (least > 0 && left > 0);
        var threshold = values[least];
        var weights = network.Weights.ToArray();
        foreach (var (place, i) in plan.Weights.Index().Where(weight => IsThreshold(weight.Item)).Select(weight => (weight.Item, weight.Index)))
            weights[i] = weights[i] with { Values = [.. Enumerable.Repeat(Math.Max(threshold, weights[i].Values[0]), (int)place.Count)] };
        return weights;
    }

    private static bool IsThreshold(WeightPlace weight) => weight.Role is WeightRole.Threshold or WeightRole.MovingThreshold;
}
