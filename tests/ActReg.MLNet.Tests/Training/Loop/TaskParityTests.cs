namespace ActReg.MLNet.Tests;

/// <summary>The fused engine against TorchSharp's automatic differentiation, for the losses of every task.</summary>
[TestClass]
public class TaskParityTests
{
    private const int Epochs = 3;
    private const int Rows = 41;
    private const int Features = 5;
    private const double LossTolerance = 2e-5;

    /// <summary>0.1 learning rates per step; EngineParityTests says why.</summary>
    private const double WeightTolerance = 0.1 * 1e-3 * Epochs * 4;

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(7)]
    [DataRow(8)]
    [DataRow(11)]
    public void Classes(int count)
    {
        var random = new Random(count);
        AssertParity(new SoftmaxCrossEntropy(count), WithLabels(random, () => random.Next(count)));
    }

    [TestMethod]
    public void Numbers_by_squared_error() => Regression(RegressionLoss.MeanSquaredError);

    [TestMethod]
    public void Numbers_by_absolute_error() => Regression(RegressionLoss.MeanAbsoluteError);

    [TestMethod]
    public void Numbers_by_Huber_error() => Regression(RegressionLoss.Huber(0.7f));

    [TestMethod]
    public void Numbers_by_quantile() => Regression(RegressionLoss.Quantile(0.8f));

    [TestMethod]
    public void Counts_and_costs()
    {
        var random = new Random(1);
        AssertParity(new RegressionObjective(RegressionLoss.Poisson), WithLabels(random, () => random.Next(5)));
        AssertParity(new RegressionObjective(RegressionLoss.Gamma), WithLabels(random, () => 0.1f + 3 * random.NextSingle()));
    }

    [TestMethod]
    public void Several_quantiles()
    {
        var random = new Random(1);
        AssertParity(new QuantileObjective([0.1f, 0.5f, 0.9f]), WithLabels(random, () => 3 * Numbers.Next(random)));
    }

    [TestMethod]
    [DataRow(3)]
    [DataRow(9)]
    public void Several_labels(int count)
    {
        var random = new Random(1);
        var set = TrainingSets.WithTargets(random, Rows, Features, count, weighted: true);
        AssertParity(new RegressionObjective(RegressionLoss.Huber(0.7f), count), set);
        AssertParity(new MultilabelCrossEntropy(count), set with { Targets = new(count, [.. set.Targets.ToArray().Select(target => target > 0 ? 1f : 0)]) });
    }

    private static void Regression(RegressionLoss loss)
    {
        var random = new Random(1);
        AssertParity(new RegressionObjective(loss), WithLabels(random, () => 3 * Numbers.Next(random)));
    }

    private static TrainingSet WithLabels(Random random, Func<float> label) =>
        TrainingSets.Create(random, Rows, Features, weighted: true) with { Targets = new(1, [.. Enumerable.Range(0, Rows).Select(_ => label())]) };

    private static void AssertParity(Loss loss, TrainingSet set)
    {
        Layer[] layers =
        [
            Layer.Dense(9, Activation.Tanh, ActivityRegularizer.L1L2(1e-2f, 1e-2f)), Layer.Dense(12, Activation.Silu),
            Layer.Dense(loss.OutputCount),
        ];
        var fused = Train(TrainingEngine.Fused);
        var torch = Train(TrainingEngine.Torch);

        foreach (var (expected, actual) in torch.History.Zip(fused.History))
        {
            foreach (var (wanted, found) in expected.Figures().Zip(actual.Figures()))
            {
                if (double.IsNaN(wanted))
                    Assert.IsTrue(double.IsNaN(found));
                else
                    Assert.AreEqual(wanted, found, LossTolerance * Math.Max(1, Math.Abs(wanted)));
            }
        }

        foreach (var (wanted, found) in torch.Flat().Zip(fused.Flat()))
            Assert.AreEqual(wanted, found, WeightTolerance);
        Assert.IsLessThan(fused.History[0].Loss, fused.History[^1].Loss, "it learned nothing");

        TrainingResult Train(TrainingEngine engine) => NetworkTraining.Run(
            Trainings.Request(layers, set, Trainings.Settings(Epochs, batchSize: 13, learningRate: 1e-3f, engine: engine), loss),
            TrainingSets.Data(set, set));
    }
}
