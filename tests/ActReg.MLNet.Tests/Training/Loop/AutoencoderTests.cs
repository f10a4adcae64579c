namespace ActReg.MLNet.Tests;

/// <summary>Networks that learn to put out what they take in: several targets, and a last layer that is an activation.</summary>
[TestClass]
public class AutoencoderTests
{
    private const int Rows = 60;
    private const int Features = 5;
    private const float LearningRate = 0.02f;

    public static IEnumerable<object[]> Cases =>
        from engine in new[] { TrainingEngine.Fused, TrainingEngine.Torch }
        from last in new[] { Activation.Sigmoid, Activation.Linear }
        select new object[] { engine, last };

    /// <summary>The best constant is each feature's mean; of two units that the features are made of, much more can be told.</summary>
    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Learns_more_than_a_constant(TrainingEngine engine, Activation last)
    {
        var set = Set();
        var result = Train(set, last, Trainings.Settings(epochs: 100, batchSize: 16, LearningRate, engine: engine));
        var means = Enumerable.Range(0, Features).Select(i => set.AllRows().Average(row => (double)set.Row(row)[i])).ToArray();
        var constant = set.Features.ToArray().Select((value, i) => (value - means[i % Features]) * (value - means[i % Features])).Average();
        Assert.IsLessThan(constant / 3, result.History[^1].DataLoss, $"a constant: {constant}");
        Assert.IsLessThan(constant / 3, result.History[^1].ValidationDataLoss, $"a constant: {constant}");
        Assert.IsTrue(double.IsNaN(result.History[^1].Accuracy));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Engines_agree(bool weighted)
    {
        var set = Set();
        if (weighted)
            set = set with { Weights = new(1, [.. set.AllRows().Select(row => row % 3 + 0.5f)]) };
        foreach (var last in new[] { Activation.Sigmoid, Activation.Linear })
        {
            var settings = Trainings.Settings(epochs: 3, batchSize: 16, LearningRate);
            var fused = Train(set, last, settings);
            var torch = Train(set, last, settings with { Engine = TrainingEngine.Torch });
            foreach (var (expected, actual) in torch.History.Zip(fused.History))
                Assert.AreEqual(expected.ValidationDataLoss, actual.ValidationDataLoss, 2e-5);
            // 0.1 learning rates per step; EngineParityTests says why.
            foreach (var (expected, actual) in torch.Flat().Zip(fused.Flat()))
                Assert.AreEqual(expected, actual, 0.1 * LearningRate * 12);
        }
    }

    /// <summary>The loss of an epoch is that of the rows, in whichever batches they came: at no rate, nothing else changes it.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Shuffled_rows_keep_their_targets(TrainingEngine engine)
    {
        var settings = Trainings.Settings(epochs: 3, batchSize: 7, learningRate: 1e-30f, engine: engine) with { Optimizer = Optimizer.Sgd() };
        foreach (var metrics in Train(Set(), Activation.Sigmoid, settings).History)
            Assert.AreEqual(metrics.ValidationDataLoss, metrics.DataLoss, 1e-6);
    }

    private static TrainingResult Train(TrainingSet set, Activation last, TrainingSettings settings) => NetworkTraining.Run(
        Trainings.Request(
            [Layer.Dense(2, Activation.Tanh), Layer.Dense(Features), Layer.Activation(last)], set, settings,
            new RegressionObjective(RegressionLoss.MeanSquaredError, Features)),
        TrainingSets.Data(set, set));

    /// <summary>In 0 to 1, made of two numbers each.</summary>
    private static TrainingSet Set()
    {
        var random = new Random(1);
        var slopes = Numbers.Array(random, 2 * Features);
        return TrainingSet.OfFeatures(new(Features, [.. Enumerable.Range(0, Rows).SelectMany(_ =>
        {
            var (first, second) = (3 * Numbers.Next(random), 3 * Numbers.Next(random));
            return Enumerable.Range(0, Features).Select(i => 1 / (1 + MathF.Exp(-first * slopes[i] - second * slopes[Features + i])));
        })]));
    }
}
