using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Waves of features, whatever their number, and what is around them.</summary>
[TestClass]
public sealed class PeriodicEmbeddingStepTests
{
    [TestMethod]
    public void Loss_and_gradient_equal_central_differences() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[2, 12], Gen.Int[1, 9], Gen.Int[1, 12], Gen.Bool, Gen.Bool, Gen.Int).Sample(
            (frequencies, width, features, rows, isFirst, weighted, seed) =>
            {
                var random = new Random(seed);
                Layer[] layers =
                [
                    .. isFirst ? Array.Empty<Layer>() : [Layer.Scale()],
                    Layer.PeriodicEmbedding(frequencies, width, activityRegularizer: ActivityRegularizer.L2(0.1f)), Layer.Dense(3, Activation.Tanh), Layer.Dense(1),
                ];
                var set = TrainingSets.Create(random, rows, features, weighted);
                var weights = RandomWeights.Create(features, layers, random);
                var batch = new FusedBatch(layers, weights, features, 12);
                // Leaves other values in every buffer.
                batch.Compute(TrainingSets.Create(random, 12, features));
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

    /// <summary>The optimizer remembers nothing of what pads the weights, so that many steps agree.</summary>
    [TestMethod]
    public void Trainings_by_both_engines_agree()
    {
        Layer[] layers = [Layer.Scale(), Layer.PeriodicEmbedding(5, 3), Layer.Dense(6), Layer.ParametricActivation(Activation.Mish), Layer.Dense(1)];
        var set = TrainingSets.Create(new Random(1), 40, 4, weighted: true);
        var weights = RandomWeights.Create(4, layers, new Random(2));
        var settings = Trainings.Settings(epochs: 4, learningRate: 1e-3f) with { Optimizer = Optimizer.AdamW(0.1, beta2: 0.95), LabelSmoothing = 0.1f };
        var fused = Trainings.Run(layers, set, settings, initialWeights: weights);
        var torch = Trainings.Run(layers, set, settings with { Engine = TrainingEngine.Torch }, initialWeights: weights);
        for (var i = 0; i < weights.Count; i++)
        {
            for (var j = 0; j < weights[i].Values.Length; j++)
                Assert.AreEqual(torch.Weights[i].Values[j], fused.Weights[i].Values[j], 1e-4, $"{weights[i].Name}[{j}]");
        }
    }
}
