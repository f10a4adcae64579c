using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Blocks of counts that become vectors, wherever they stand.</summary>
[TestClass]
public sealed class CategoryEmbeddingStepTests
{
    private static readonly CategoryBlock[] Blocks = [new(1, 2), new(4, 3)];

    /// <summary>By hand, as PyTorch's <c>EmbeddingBag</c> sums: of the first block the second row once, of the second twice its first and half its third.</summary>
    [TestMethod]
    public void Puts_sums_of_vectors_behind_the_other_features()
    {
        var network = Networks.Of(8, [Layer.CategoryEmbedding(2, blocks: Blocks)], [1, 2, 3, 4], [10, 20, 30, 40, 50, 60]);
        TinyTraining.AreEqual([7f, 8, 9, 3, 4, 45, 70], network.Outputs([7, 0, 1, 8, 2, 0, 0.5f, 9]));
        TinyTraining.AreEqual([7f, 8, 9, 0, 0, 0, 0], network.Outputs([7, 0, 0, 8, 0, 0, 0, 9]));
    }

    [TestMethod]
    public void Vectors_are_half_as_long_as_blocks_unless_told_otherwise()
    {
        var weights = NetworkPlanner.Plan(300, [Layer.CategoryEmbedding(blocks: [new(0, 1), new(1, 2), new(3, 7), new(10, 98), new(108, 150)])]).Weights;
        TinyTraining.AreEqual([1, 1, 4, 49, 50], weights.Select(weight => weight.Shape[1]));
        TinyTraining.AreEqual(["category_embedding/embeddings_0", "category_embedding/embeddings_1"], weights.Take(2).Select(weight => weight.Name));
    }

    [TestMethod]
    public void Loss_and_gradient_equal_central_differences() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[1, 12], Gen.Bool, Gen.Int).Sample(
            (first, second, before, between, rows, periodic, seed) =>
            {
                var random = new Random(seed);
                var features = before + first + between + second + before;
                Layer[] layers =
                [
                    // Vectors shorter and longer than a register.
                    Layer.CategoryEmbedding(rows, blocks: [new(before, first), new(before + first + between, second)]), .. periodic ? [Layer.PeriodicEmbedding(2, 3)] : Array.Empty<Layer>(),
                    Layer.ActivityRegularization(ActivityRegularizer.L2(0.1f)), Layer.Dense(3, Activation.Tanh), Layer.Dense(1),
                ];
                var set = Counts(random, rows, features);
                var weights = RandomWeights.Create(features, layers, random);
                var batch = new FusedBatch(layers, weights, features, 12);
                // Leaves other values in every buffer.
                batch.Compute(Counts(random, 12, features));
                var actual = batch.Compute(set);
                var reference = new ReferenceNetwork(layers, set);
                var expected = reference.Gradient(weights.ToDouble(), 1e-6);
                reference.Compute(weights.ToDouble());
                Assert.AreEqual(reference.DataLoss, batch.DataLoss, 1e-5);
                Assert.AreEqual(reference.Penalty, batch.Penalty, 1e-5 * Math.Max(1, reference.Penalty));
                Engines.AssertClose(expected, actual, 1e-5);
                Assert.IsFalse(batch.PaddingGradient().AsSpan().ContainsAnyExcept(0), "padding");
            },
            iter: 60, threads: 1);

    [TestMethod]
    public void Trainings_by_both_engines_agree()
    {
        Layer[] layers =
        [
            Layer.Imputation(), Layer.RobustScaling(2), Layer.CategoryEmbedding(blocks: Blocks), Layer.PeriodicEmbedding(5, 3), Layer.Dense(6, Activation.Tanh), Layer.Dense(1),
        ];
        var set = Counts(new Random(1), 40, 8);
        var weights = RandomWeights.Create(8, layers, new Random(2));
        var settings = Trainings.Settings(epochs: 4, learningRate: 1e-3f) with { Optimizer = Optimizer.AdamW(0.1) };
        var fused = Trainings.Run(layers, set, settings, initialWeights: weights);
        var torch = Trainings.Run(layers, set, settings with { Engine = TrainingEngine.Torch }, initialWeights: weights);
        for (var i = 0; i < weights.Count; i++)
        {
            for (var j = 0; j < weights[i].Values.Length; j++)
                Assert.AreEqual(torch.Weights[i].Values[j], fused.Weights[i].Values[j], 1e-4, $"{weights[i].Name}[{j}]");
        }
    }

    /// <summary>Center 1, factor 3 and a bound would move counts.</summary>
    [TestMethod]
    public void Robust_scaling_before_it_leaves_counts_alone()
    {
        float[] ones = [1, 1, 1, 1], threes = [3, 3, 3, 3];
        var network = Networks.Of(4, [Layer.RobustScaling(), Layer.CategoryEmbedding(1, blocks: [new(1, 2)])], ones, threes, [10, 20]);
        TinyTraining.AreEqual([RobustScale.Of(5, 1, 3, 3), RobustScale.Of(6, 1, 3, 3), 10 + 2 * 20], network.Outputs([5, 1, 2, 6]));
    }

    [TestMethod]
    public void Waves_behind_it_are_made_of_the_other_features_alone()
    {
        Layer[] layers = [Layer.CategoryEmbedding(2, blocks: Blocks), Layer.PeriodicEmbedding(4, 3)];
        var plan = NetworkPlanner.Plan(8, layers);
        Assert.AreEqual("[13]", plan.Output.ToString());
        TinyTraining.AreEqual([3, 4], plan.Weights.Single(weight => weight.Name == "periodic_embedding/frequencies").Shape);
        // Of categories alone there are none.
        var all = NetworkPlanner.Plan(7, [Layer.CategoryEmbedding(2, blocks: [new(0, 7)]), Layer.PeriodicEmbedding()]);
        Assert.AreEqual("[2]", all.Output.ToString());
        Assert.HasCount(1, all.Weights);
    }

    [TestMethod]
    public void Without_blocks_all_features_pass()
    {
        var plan = NetworkPlanner.Plan(3, [Layer.CategoryEmbedding(fewestCategories: 2).WithBlocks([new(0, 1)]), Layer.PeriodicEmbedding(4, 2), Layer.Dense(1)]);
        TinyTraining.AreEqual(["[3]", "[6]", "[1]"], plan.LayerShapes.Select(shape => shape.ToString()));
    }

    [TestMethod]
    public void Is_refused_where_it_cannot_stand()
    {
        AssertRefused(
            "layers[1] (CategoryEmbedding) must come first, or behind Imputation, RobustScaling and PiecewiseLinearEncoding alone, because it reads features; received place 1.", Layer.Dense(2), Layer.CategoryEmbedding());
        AssertRefused("layers[0] (CategoryEmbedding): blocks[1] must be among the 6 features; received [4, 7).", Layer.CategoryEmbedding(blocks: Blocks));
        Assert.AreEqual(
            "blocks[1] must begin behind the one before; received [3, 4).",
            Assert.ThrowsExactly<ArgumentException>(() => Layer.CategoryEmbedding(blocks: [new(2, 2), new(3, 1)])).Message);
        Assert.AreEqual(
            "blocks[0] must begin at 0 or above and have at least 1 feature; received [2, 2).", Assert.ThrowsExactly<ArgumentException>(() => Layer.CategoryEmbedding(blocks: [new(2, 0)])).Message);
        static void AssertRefused(string message, params Layer[] layers) =>
            Assert.AreEqual(message, Assert.Throws<ArgumentException>(() => NetworkPlanner.Plan(6, layers)).Message);
    }

    [TestMethod]
    public void Layers_with_the_same_blocks_are_equal()
    {
        Assert.AreEqual(Layer.CategoryEmbedding(blocks: [.. Blocks]), Layer.CategoryEmbedding().WithBlocks(Blocks));
        Assert.AreNotEqual(Layer.CategoryEmbedding(blocks: [Blocks[0]]), Layer.CategoryEmbedding(blocks: Blocks));
        Assert.AreEqual(Layer.CategoryEmbedding(), Layer.CategoryEmbedding(blocks: Blocks).Unadapted);
    }

    /// <summary>Whole numbers, most of them 0.</summary>
    private static TrainingSet Counts(Random random, int rows, int features)
    {
        var set = TrainingSets.Create(random, rows, features, weighted: true);
        for (var row = 0; row < rows; row++)
        {
            foreach (ref var value in set.Features.InPlace(row))
                value = random.Next(3) == 0 ? random.Next(1, 4) : 0;
        }

        return set;
    }
}
