using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Normalization where there is nothing to normalize by.</summary>
[TestClass]
public class NormalizationTests
{
    /// <summary>A row is its own mean, so that what is before a batch normalization has no effect and no gradient.</summary>
    [TestMethod]
    public void A_batch_of_one_row_becomes_beta()
    {
        Layer[] layers = [Layer.Dense(3), Layer.BatchNorm(), Layer.Dense(1)];
        var random = new Random(1);
        var set = TrainingSets.Create(random, rows: 1, features: 4, weighted: true);
        var weights = RandomWeights.Create(4, layers, random);
        var batch = new FusedBatch(layers, weights, 4, 1);
        var gradient = batch.Compute(set);

        var (beta, kernel, bias) = (weights[3].Values, weights[6].Values, weights[7].Values[0]);
        var logit = bias + beta.Zip(kernel, (b, k) => (double)b * k).Sum();
        Assert.AreEqual(BinaryCrossEntropyTests.RowLoss(logit, set.Target(0)[0]), batch.DataLoss, 1e-6);
        Assert.IsFalse(gradient[0].Concat(gradient[1]).Concat(gradient[2]).Any(slope => slope != 0), "kernel, bias, gamma");
    }

    /// <summary>Exactly 0 from its mean, however large, and not by rounding errors times the inverse of epsilon's root.</summary>
    [TestMethod]
    public void A_constant_feature_becomes_beta()
    {
        Layer[] layers = [Layer.BatchNorm(), Layer.Dense(1)];
        var random = new Random(2);
        var set = TrainingSets.Create(random, rows: 1000, features: 2, weighted: true);
        for (var row = 0; row < set.RowCount; row++)
            set.Features.InPlace(row)[0] = 16_777_213;
        var weights = RandomWeights.Create(2, layers, random);
        var batch = new FusedBatch(layers, weights, 2, set.RowCount);
        var gradient = batch.Compute(set);
        Assert.AreEqual(0, gradient[0][0], "gamma");
        Assert.AreEqual(0.99f * weights[3].Values[0], batch.CurrentWeights[3].Values[0], 1e-6f, "moving variance");

        // Equal units of a row likewise.
        Layer[] perRow = [Layer.LayerNorm(), Layer.Dense(1)];
        var equal = new TrainingSet(9, [.. Enumerable.Repeat(16_777_213f, 9)], [1], null);
        var slopes = new FusedBatch(perRow, RandomWeights.Create(9, perRow, random), 9, 1).Compute(equal)[0];
        Assert.IsFalse(slopes.Any(slope => slope != 0), "gamma of a row");
    }

    /// <summary>Also the last batch, of one row.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Trainings_and_scores_are_finite(TrainingEngine engine)
    {
        var set = TrainingSets.Create(new Random(3), rows: 17, features: 3);
        for (var row = 0; row < set.RowCount; row++)
            set.Features.InPlace(row)[0] = 1e6f;
        var settings = Trainings.Settings(epochs: 30, batchSize: 16, engine: engine);
        var result = Trainings.Run(Trainings.EveryLayer, set, settings, set);
        Assert.IsTrue(result.History.All(epoch => epoch.Figures().All(double.IsFinite)));
    }

    [TestMethod]
    public void Moving_statistics_follow_those_of_the_batch()
    {
        Layer[] layers = [Layer.BatchNorm(momentum: 0.9f), Layer.Dense(1)];
        var random = new Random(4);
        var set = TrainingSets.Create(random, rows: 50, features: 3, weighted: true);
        var weights = RandomWeights.Create(3, layers, random);
        var batch = new FusedBatch(layers, weights, 3, 50);
        batch.Compute(set);
        double[] rowWeights = [.. set.Weights!.ToArray()];
        for (var feature = 0; feature < 3; feature++)
        {
            double[] values = [.. set.AllRows().Select(row => (double)set.Row(row)[feature])];
            var (mean, variance) = ReferenceNormalization.Moments(values, rowWeights);
            Assert.AreEqual(0.9 * weights[2].Values[feature] + 0.1 * mean, batch.CurrentWeights[2].Values[feature], 1e-6);
            Assert.AreEqual(0.9 * weights[3].Values[feature] + 0.1 * variance, batch.CurrentWeights[3].Values[feature], 1e-6);
        }
    }
    /// <summary>Bit for bit, in vectors that end in the next timestep, and at the row's end too, whose padding stays zero.</summary>
    [TestMethod]
    public void A_timestep_becomes_what_a_row_of_units_does() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[2, 12], Gen.Int).Sample(
            (channels, timesteps, seed) =>
            {
                foreach (var layer in new Layer[] { Layer.BatchNorm(epsilon: 0.1f), Layer.LayerNorm(0.1f) })
                {
                    var random = new Random(seed);
                    var weights = RandomWeights.Create(channels, [layer], random);
                    var size = timesteps * channels;
                    var features = TrainingSets.Create(random, rows: 3, size).Features.ToArray();
                    var sequences = Score(LayerShape.Sequence(timesteps, channels), layer, weights, TrainingSet.OfFeatures(new(size, features)));
                    var units = Score(channels, layer, weights, TrainingSet.OfFeatures(new(channels, features)));
                    CollectionAssert.AreEqual(
                        units.SelectMany(row => row[..channels]).ToArray(), sequences.SelectMany(row => row[..size]).ToArray());
                    Assert.IsFalse(sequences.SelectMany(row => row[size..]).Any(value => value != 0), "padding");
                }
            },
            iter: 300, threads: 1);

    /// <summary>What a layer puts out for each row, with its padding.</summary>
    private static float[][] Score(LayerShape shape, Layer layer, IReadOnlyList<WeightTensor> weights, TrainingSet set)
    {
        var scorer = new NetworkScorer(new TrainedNetwork(NetworkPlanner.Plan(shape, [layer]), weights, [], Trainings.Settings()));
        var buffers = scorer.CreateBuffers(set.RowCount);
        foreach (var row in set.AllRows())
            set.Row(row).CopyTo(buffers.Input.Span[(row * buffers.InputStride)..]);
        scorer.Run(set.RowCount, buffers);
        return [.. set.AllRows().Select(row => buffers[0].Span.Slice(row * scorer.Plan.Steps[0].Stride, scorer.Plan.Steps[0].Width).ToArray())];
    }
}
