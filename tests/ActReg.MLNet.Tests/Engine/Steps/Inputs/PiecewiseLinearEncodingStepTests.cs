using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Encodings of features by bins, alone and in networks.</summary>
[TestClass]
public sealed class PiecewiseLinearEncodingStepTests
{
    private static readonly CategoryBlock[] Blocks = [new(1, 2)];

    [TestMethod]
    public void Encodes_as_the_formula_says()
    {
        foreach (var golden in GoldenEncodings.All.Encodings)
        {
            var network = Adapted(golden.Bins, golden.Columns);
            foreach (var (point, expected) in golden.Points.Zip(golden.Encoded))
            {
                var actual = network.Outputs([point]);
                Assert.HasCount(expected.Length, actual);
                for (var i = 0; i < expected.Length; i++)
                    Assert.AreEqual(expected[i], actual[i], 2e-6 * Math.Max(1, Math.Abs(expected[i])), $"bin {i} of {point} among {string.Join(' ', golden.Edges)}");
            }
        }
    }

    /// <summary>Each value rises with the feature and has no jump; all bins' shares, by width, lead from the first edge to the feature.</summary>
    [TestMethod]
    public void Rises_without_jumps_and_loses_nothing() =>
        Gen.Select(Gen.Float[-8, 8].Array[1, 40], Gen.Int[1, 12], Gen.Float[-12, 12], Gen.Float[0, 2]).Sample((column, bins, x, step) =>
        {
            // Far enough apart for single precision.
            float[] rounded = [.. column.Select(value => MathF.Round(value * 16) / 16)];
            var network = Adapted(bins, new SampledColumns([rounded], null));
            float[] lower = network.Weights[0].Values, factors = network.Weights[1].Values;
            float[] before = network.Outputs([x]), after = network.Outputs([x + step]);
            for (var i = 0; i < lower.Length; i++)
            {
                Assert.IsGreaterThanOrEqualTo(before[i], after[i]);
                Assert.IsLessThanOrEqualTo(factors[i] * step + 1e-4f, after[i] - before[i]);
            }

            if (factors[0] == 0)
                TinyTraining.AreEqual([0f], before);
            else
                Assert.AreEqual(x, lower[0] + before.Zip(factors).Sum(bin => (double)bin.First / bin.Second), 1e-4);
        }, iter: 500, threads: 1);

    [TestMethod]
    public void A_feature_of_0_and_1_stays_as_it_is()
    {
        var network = Adapted(16, new SampledColumns([[0, 1, 1, 0, 0, 0, 0]], null));
        foreach (var x in new[] { -2, 0, 0.25f, 1, 3 })
            TinyTraining.AreEqual([x], network.Outputs([x]));
    }

    /// <summary>Of several features each has its own bins, and what pads rows stays 0 in rows that other rows stood in.</summary>
    [TestMethod]
    public void Features_come_one_after_the_other()
    {
        Layer[] layers = [new PiecewiseLinearEncodingLayer(3, [2, 1, 3])];
        float[] lower = [0, 2, 5, -1, 0, 1], factors = [0.5f, 1, 0.1f, 1, 1, 1];
        var network = Networks.Of(3, layers, lower, factors);
        TinyTraining.AreEqual([1f, 1, -0.5f, 1, 0.5f, 0], network.Outputs([3, 0, 0.5f]));
        TinyTraining.AreEqual([-1f, 0, 0.5f, 1, 1, 7], network.Outputs([-2, 10, 8]));
    }

    [TestMethod]
    public void Gradients_of_what_follows_equal_central_differences() =>
        Gen.Select(Gen.Int[1, 5].Array[1, 6], Gen.Int[1, 12], Gen.Bool, Gen.Bool, Gen.Int).Sample(
            (counts, rows, weighted, embedded, seed) =>
            {
                var random = new Random(seed);
                counts = embedded ? [counts[0], 1, 1, .. counts] : counts;
                Layer[] layers =
                [
                    new PiecewiseLinearEncodingLayer(5, counts), .. embedded ? [Layer.CategoryEmbedding(2, blocks: Blocks)] : Array.Empty<Layer>(),
                    Layer.ActivityRegularization(ActivityRegularizer.L2(0.1f)), Layer.Scale(ActivityRegularizer.L2(0.1f)), Layer.Dense(3, Activation.Tanh), Layer.Dense(1),
                ];
                var set = TrainingSets.Create(random, rows, counts.Length, weighted);
                var weights = RandomWeights.Create(counts.Length, layers, random);
                var batch = new FusedBatch(layers, weights, counts.Length, 12);
                // Leaves other values in every buffer.
                batch.Compute(TrainingSets.Create(random, 12, counts.Length));
                var actual = batch.Compute(set);
                var reference = new ReferenceNetwork(layers, set);
                var expected = reference.Gradient(weights.ToDouble(), 1e-6);
                // Bins are not trained.
                (expected[0], expected[1]) = (new double[expected[0].Length], new double[expected[1].Length]);
                reference.Compute(weights.ToDouble());
                Assert.AreEqual(reference.DataLoss, batch.DataLoss, 1e-5);
                Assert.AreEqual(reference.Penalty, batch.Penalty, 1e-5 * Math.Max(1, reference.Penalty));
                Engines.AssertClose(expected, actual, 1e-5);
                Assert.IsFalse(batch.PaddingGradient().AsSpan().ContainsAnyExcept(0), "padding");
            },
            iter: 60, threads: 1);

    [TestMethod]
    public void Trainings_by_both_engines_agree_and_leave_the_bins_alone()
    {
        Layer[] layers =
        [
            new ImputationLayer([2]), Layer.RobustScaling(2), new PiecewiseLinearEncodingLayer(4, [2, 1, 1, 4, 3]), Layer.CategoryEmbedding(3, blocks: Blocks),
            Layer.Dense(6, Activation.Tanh, ActivityRegularizer.L1(0.01f)), Layer.Dense(1),
        ];
        var set = TrainingSets.Create(new Random(1), 40, 4, weighted: true);
        foreach (var row in new[] { 2, 3, 17 })
            set.Features.InPlace(row)[3] = float.NaN;
        var weights = RandomWeights.Create(4, layers, new Random(2));
        var settings = Trainings.Settings(epochs: 4, learningRate: 1e-3f) with { Optimizer = Optimizer.AdamW(0.1), GradientClipping = GradientClipping.ByGlobalNorm(0.1f) };
        var fused = Trainings.Run(layers, set, settings, initialWeights: weights);
        var torch = Trainings.Run(layers, set, settings with { Engine = TrainingEngine.Torch }, initialWeights: weights);
        for (var i = 0; i < weights.Count; i++)
        {
            for (var j = 0; j < weights[i].Values.Length; j++)
                Assert.AreEqual(torch.Weights[i].Values[j], fused.Weights[i].Values[j], 1e-4, $"{weights[i].Name}[{j}]");
        }

        TinyTraining.AreEqual(weights.Take(5).SelectMany(weight => weight.Values), fused.Weights.Take(5).SelectMany(weight => weight.Values));
        CollectionAssert.AreNotEqual(weights[5].Values, fused.Weights[5].Values);
    }

    /// <summary>By hand: the second and the third feature are counts, behind two values of the first.</summary>
    [TestMethod]
    public void Blocks_of_categories_behind_it_are_found_where_they_stand()
    {
        var network = Networks.Of(4, [new PiecewiseLinearEncodingLayer(2, [2, 1, 1, 1]), Layer.CategoryEmbedding(1, blocks: Blocks)], [0, 1, 0, 0, 5], [1, 1, 1, 1, 2], [10, 20]);
        TinyTraining.AreEqual([1f, 0.5f, 4, 10 + 3 * 20], network.Outputs([1.5f, 1, 3, 7]));
    }

    [TestMethod]
    public void Is_refused_where_it_cannot_stand()
    {
        const string Place = "layers[1] (PiecewiseLinearEncoding) must come first, or behind Imputation and RobustScaling alone, because it reads features; received place 1.";
        AssertRefused(Place, Layer.Dense(2), Layer.PiecewiseLinearEncoding());
        AssertRefused(Place, Layer.PiecewiseLinearEncoding(), Layer.PiecewiseLinearEncoding());
        AssertRefused(
            "layers[1] (RobustScaling) must come first, or behind Imputation alone, because it scales features; received place 1.", Layer.PiecewiseLinearEncoding(), Layer.RobustScaling());
        AssertRefused("layers[0] (PiecewiseLinearEncoding) must have bins of the 3 features that it gets; received 2.", new PiecewiseLinearEncodingLayer(4, [1, 4]));
        AssertRefused(
            "layers[1] (CategoryEmbedding) must get blocks of features that have one bin each; received [1, 3).",
            new PiecewiseLinearEncodingLayer(4, [1, 4, 1]), Layer.CategoryEmbedding(blocks: Blocks));
        foreach (var count in new[] { 0, 5 })
            Assert.Contains("binCounts must be from 1 to 4; received ", Assert.ThrowsExactly<ArgumentException>(() => new PiecewiseLinearEncodingLayer(4, [1, count])).Message);
        AssertRefused(
            "layers[0] (PiecewiseLinearEncoding) has more weights or outputs than the 2147483591 that one network can have.".Replace("2147483591", $"{AlignedBuffer.MaxLength}", StringComparison.Ordinal),
            new PiecewiseLinearEncodingLayer(int.MaxValue, [int.MaxValue, 1, 1]));
        static void AssertRefused(string message, params Layer[] layers) =>
            Assert.AreEqual(message, Assert.Throws<ArgumentException>(() => NetworkPlanner.Plan(3, layers)).Message);
    }

    private static TrainedNetwork Adapted(int bins, SampledColumns columns)
    {
        var adapted = Layer.PiecewiseLinearEncoding(bins).Adapt(columns);
        return Networks.Of(columns.Columns.Count, [adapted.Layer], [.. adapted.Weights]);
    }
}
