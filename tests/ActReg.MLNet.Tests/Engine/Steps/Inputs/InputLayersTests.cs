namespace ActReg.MLNet.Tests;

/// <summary>Imputation and robust scaling in a network.</summary>
[TestClass]
public sealed class InputLayersTests
{
    private static readonly Layer[] Layers =
        [new ImputationLayer([1]), Layer.RobustScaling(2), Layer.Dense(5, Activation.Tanh, ActivityRegularizer.L1(0.01f)), Layer.Dense(1)];

    /// <summary>By hand: medians 1 and 2, centers 0, 1, 0, factors 1, 2, 3.</summary>
    [TestMethod]
    public void Compute_what_they_say()
    {
        var network = Networks.Of(2, Layers[..2], [1, 2], [0, 1, 0], [1, 2, 3]);
        TinyTraining.AreEqual([Bounded(4), Bounded(4), 0], network.Outputs([4, 3]));
        TinyTraining.AreEqual([Bounded(1), Bounded(2), Bounded(3)], network.Outputs([float.NaN, float.NaN]));

        static float Bounded(float z) => RobustScale.Of(z, 0, 1, 2);
    }

    /// <summary>Blocks that begin and end anywhere within vectors, one of them longer than several: beside them all features are scaled, and they are not.</summary>
    [TestMethod]
    public void Scaling_leaves_blocks_of_categories_as_they_are()
    {
        const int Features = 45;
        CategoryBlock[] blocks = [new(2, 3), new(11, 20), new(33, 1), new(34, 2)];
        float[] row = [.. Enumerable.Range(0, Features).Select(i => (float)i)];
        bool[] isCategory = [.. Enumerable.Range(0, Features).Select(i => blocks.Any(block => i >= block.First && i < block.First + block.Count))];
        float[] centers = [.. row.Select(value => value / 2)], factors = [.. row.Select(value => 1 + value / 100)];
        var layers = (Layer[])[Layer.RobustScaling(2), Layer.CategoryEmbedding(units: 1).WithBlocks(blocks)];
        var network = Networks.Of(Features, layers, [centers, factors, .. blocks.Select(block => Enumerable.Repeat(1f, block.Count).ToArray())]);
        float[] scaled = [.. Enumerable.Range(0, Features).Where(i => !isCategory[i]).Select(i => RobustScale.Of(row[i], centers[i], factors[i], 2))];
        float[] sums = [.. blocks.Select(block => row.Skip(block.First).Take(block.Count).Sum())];
        TinyTraining.AreEqual([.. scaled, .. sums], network.Outputs(row));
    }

    [TestMethod]
    public void Both_engines_train_the_same()
    {
        var random = new Random(1);
        var train = TrainingSets.Create(random, 30, 3, weighted: true);
        foreach (var row in new[] { 2, 3, 17 })
            train.Features.InPlace(row)[row % 3] = float.NaN;
        var weights = RandomWeights.Create(3, Layers, random);
        var settings = Trainings.Settings(epochs: 3, batchSize: 8, learningRate: 1e-3f);
        var fused = Trainings.Run(Layers, train, settings, null, weights);
        var torch = Trainings.Run(Layers, train, settings with { Engine = TrainingEngine.Torch }, null, weights);
        foreach (var (expected, actual) in torch.Flat().Zip(fused.Flat()))
            Assert.AreEqual(expected, actual, 1e-4f);
        // What was found of the rows stays as it is.
        TinyTraining.AreEqual(weights.Take(3).SelectMany(weight => weight.Values), fused.Weights.Take(3).SelectMany(weight => weight.Values));
        CollectionAssert.AreNotEqual(weights[3].Values, fused.Weights[3].Values);
    }

    [TestMethod]
    public void Weight_decay_and_clipping_leave_out_what_was_found()
    {
        var random = new Random(1);
        var train = TrainingSets.Create(random, 30, 3);
        var weights = RandomWeights.Create(3, Layers, random);
        var result = Trainings.Run(
            Layers, train, Trainings.Settings(epochs: 2) with { Optimizer = Optimizer.AdamW(0.5), GradientClipping = GradientClipping.ByGlobalNorm(0.1f) }, null, weights);
        TinyTraining.AreEqual(weights.Take(3).SelectMany(weight => weight.Values), result.Weights.Take(3).SelectMany(weight => weight.Values));
    }

    [TestMethod]
    public void Are_refused_where_they_cannot_stand()
    {
        AssertRefused("layers[1] (Imputation) must come first, because it reads features; received place 1.", Layer.Dense(2), Layer.Imputation());
        AssertRefused("layers[1] (RobustScaling) must come first, or behind Imputation alone, because it scales features; received place 1.", Layer.Dense(2), Layer.RobustScaling());
        AssertRefused("layers[0] (Imputation) must have indicators of the 2 features that it gets; received 2.", new ImputationLayer([0, 2]));
        Assert.AreEqual(
            "bound must be finite and greater than 0; received 0. (Parameter 'bound')", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Layer.RobustScaling(0)).Message);
        static void AssertRefused(string message, params Layer[] layers) =>
            Assert.AreEqual(message, Assert.Throws<ArgumentException>(() => NetworkPlanner.Plan(2, layers)).Message);
    }
}
