using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>
/// A scale for an encoder to begin with, so that reconstructions have the rows' magnitude (L. Gao et al., "Scaling and evaluating sparse autoencoders", 2024, appendix A.1): where features are
/// few, the columns of the many units that are on would sum up to several times the row.
/// </summary>
internal static class FirstScale
{
    private const int MostRows = 1000;

    /// <summary>
    /// The weights, with the encoder's kernel times the factor by which reconstructions are nearest to the rows. Where the decoder has no norm to keep, both kernels times its root; or the
    /// decoder's alone, of a code that does not grow as the encoder does.
    /// </summary>
    /// <param name="network">The autoencoder with its first weights: a pre-bias, a code and a decoder.</param>
    /// <param name="rows">The rows to train on, scaled.</param>
    /// <param name="sparsity">The code's.</param>
    /// <param name="checkAlive">Called for each row; throws to cancel.</param>
    public static IReadOnlyList<WeightTensor> Of(TrainedNetwork network, ITrainingRows rows, CodeSparsity sparsity, Action checkAlive)
    {
        var sample = RowSample.Of(rows, MostRows, checkAlive);
        var measured = sparsity.MeanUnitsOn is { } count ? network with { Weights = FirstThresholds.Of(network, new MemoryRows(sample), count, checkAlive) } : network;
        var factor = Factor(measured, sample, checkAlive);
        var places = network.Plan.Weights;
        var scalesBoth = sparsity.KeepsProportions && places.All(place => place.Role != WeightRole.Dictionary);
        return [.. places.Zip(network.Weights, (place, weight) => place.Role switch
        {
            WeightRole.EncoderKernel when sparsity.KeepsProportions => Scaled(weight, scalesBoth ? Math.Sqrt(factor) : factor),
            WeightRole.DecoderKernel => Scaled(weight, scalesBoth ? Math.Sqrt(factor) : factor),
            _ => weight,
        })];
    }

    /// <summary>The least squares' one, by the rows' weight; 1 where there is none, as of rows that are all the same.</summary>
    private static double Factor(TrainedNetwork network, TrainingSet sample, Action checkAlive)
    {
        var pass = new NetworkScorer(network).CreateRowPass();
        var preBias = network.Weights[0].Values;
        double products = 0, squares = 0;
        for (var row = 0; row < sample.RowCount; row++)
        {
            checkAlive();
            var features = sample.Row(row);
            var reconstruction = pass.Run(new VBuffer<float>(features.Length, features.ToArray()));
            double weight = sample.Weight(row);
            for (var i = 0; i < features.Length; i++)
            {
                var told = (double)reconstruction[i] - preBias[i];
                products += weight * told * ((double)features[i] - preBias[i]);
                squares += weight * told * told;
            }
        }

        return products > 0 && squares > 0 ? products / squares : 1;
    }

    private static WeightTensor Scaled(WeightTensor weight, double factor) => weight with { Values = [.. weight.Values.Select(value => (float)(factor * value))] };
}
