using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>What batch normalization goes by in training: the moments of the rows themselves, instead of those it has followed.</summary>
internal static class BatchStatistics
{
    /// <summary>A network that scores as it trains, some rows being the batch.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="stepCount">How many of its steps matter.</param>
    public static TrainedNetwork Of(TrainedNetwork network, TrainingSet rows, int stepCount)
    {
        // One after the other, for each reads what those before it put out.
        for (var step = 0; step < stepCount; step++)
        {
            var weights = network.Plan.Steps[step].Weights;
            if (weights.FirstOrDefault(weight => weight.Role == WeightRole.MovingMean) is not { IsFrozen: false } mean)
                continue;
            var moments = Moments(network, rows, step, (int)mean.Count);
            var changed = network.Weights.ToArray();
            Set(mean, moments.Means);
            Set(weights.Single(weight => weight.Role == WeightRole.MovingVariance), moments.Variances);
            network = network with { Weights = changed };

            void Set(WeightPlace place, double[] values)
            {
                var index = network.Plan.IndexOf(place);
                changed[index] = changed[index] with { Values = Array.ConvertAll(values, value => (float)value) };
            }
        }

        return network;
    }

    /// <summary>The mean and the biased variance of each channel that a step reads, rows counting by their weight (West, 1979).</summary>
    private static (double[] Means, double[] Variances) Moments(TrainedNetwork network, TrainingSet rows, int step, int channels)
    {
        var pass = new NetworkScorer(network).CreateRowPassOfSteps(step);
        var (means, squares, sums) = (new double[channels], new double[channels], new double[channels]);
        for (var row = 0; row < rows.RowCount; row++)
        {
            var values = pass.Run(new VBuffer<float>(rows.FeatureCount, rows.Row(row).ToArray()));
            double weight = rows.Weight(row);
            for (var i = 0; i < values.Length; i++)
            {
                var channel = i % channels;
                sums[channel] += weight;
                var deviation = values[i] - means[channel];
                means[channel] += deviation * weight / sums[channel];
                squares[channel] += weight * deviation * (values[i] - means[channel]);
            }
        }

        return (means, [.. squares.Zip(sums, (square, sum) => square / sum)]);
    }
}
