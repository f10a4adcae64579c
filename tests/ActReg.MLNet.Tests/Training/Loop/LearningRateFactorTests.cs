using System.Text;

namespace ActReg.MLNet.Tests;

/// <summary>Layers that learn faster or slower than others.</summary>
[TestClass]
public sealed class LearningRateFactorTests
{
    private static readonly TrainingSet Train = TrainingSets.Create(new Random(1), 30, 6);
    private static readonly Layer[] Layers = [Layer.Dense(5, Activation.Tanh), Layer.Dense(4, Activation.Tanh), Layer.Dense(1)];

    /// <summary>All formulas are linear in the rate, decay too: a first step is as many times as long. Others take the same step, bit for bit.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void A_step_is_as_many_times_as_long(TrainingEngine engine)
    {
        var weights = RandomWeights.Create(6, Layers, new Random(2));
        foreach (var optimizer in Optimizers.Samples)
        {
            var settings = Trainings.Settings(1, batchSize: 100, engine: engine) with { Optimizer = optimizer };
            foreach (var factor in new[] { 0.25f, 3 })
            {
                var one = Trainings.Run(Layers, Train, settings, initialWeights: weights).Weights;
                var other = Trainings.Run([Layers[0], Layers[1].WithLearningRateFactor(factor), Layers[2]], Train, settings, initialWeights: weights).Weights;
                for (var array = 0; array < weights.Count; array++)
                {
                    for (var i = 0; i < weights[array].Values.Length; i++)
                    {
                        var (before, by1, byFactor) = (weights[array].Values[i], one[array].Values[i], other[array].Values[i]);
                        if (array is 2 or 3)
                            Assert.AreEqual(factor * ((double)by1 - before), (double)byFactor - before, 3e-7, $"{optimizer}, array {array}");
                        else
                            Assert.AreEqual(by1, byFactor, $"{optimizer}, array {array}");
                    }
                }
            }
        }
    }

    /// <summary>Kernels take the same step, bit for bit; biases one as many times as long, or none.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void A_bias_has_a_factor_of_its_own(TrainingEngine engine)
    {
        var weights = RandomWeights.Create(6, Layers, new Random(2));
        foreach (var optimizer in Optimizers.Samples)
        {
            var settings = Trainings.Settings(1, batchSize: 100, engine: engine) with { Optimizer = optimizer };
            var one = Trainings.Run([Layers[0], Layers[1].WithLearningRateFactor(0.5f), Layers[2]], Train, settings, initialWeights: weights).Weights;
            foreach (var factor in new[] { 0, 0.125f, 2 })
            {
                var other = Trainings.Run(
                    [Layers[0], Layers[1].WithLearningRateFactor(0.5f, factor), Layers[2]], Train, settings, initialWeights: weights).Weights;
                for (var array = 0; array < weights.Count; array++)
                {
                    for (var i = 0; i < weights[array].Values.Length; i++)
                    {
                        double before = weights[array].Values[i], byHalf = one[array].Values[i] - before, byFactor = other[array].Values[i] - before;
                        Assert.AreEqual(array == 3 ? 2 * factor * byHalf : byHalf, byFactor, array == 3 ? 3e-7 : 0, $"{optimizer}, array {array}");
                    }
                }
            }
        }
    }

    [TestMethod]
    public void A_bias_factor_is_kept_where_it_is_another()
    {
        var layer = Layer.Dense(3).WithLearningRateFactor(0.5f, 0.1f);
        Assert.AreEqual((0.5f, 0.1f), (layer.LearningRateFactor, layer.BiasLearningRateFactor));
        Assert.AreEqual(2, layer.WithLearningRateFactor(2).BiasLearningRateFactor);
        Assert.AreEqual(Layer.Dense(3).WithLearningRateFactor(0.5f), Layer.Dense(3).WithLearningRateFactor(0.5f, 0.5f));
        Assert.Contains("BiasLearningRateFactor = 0.1", layer.ToString());
        Assert.AreEqual(
            "biasFactor must be finite and at least 0; received -1. (Parameter 'biasFactor')",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Layer.Dense(1).WithLearningRateFactor(1, -1)).Message);
        TinyTraining.AreEqual([layer], NetworkDescription.FromJson(NetworkDescription.Of(Networks.Random(2, [layer], new Random(1))).ToJson()).Layers);
    }

    /// <summary>With momentum over many steps: all layers by half the rate are a training by half the rate.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void The_same_factor_for_all_is_another_rate(TrainingEngine engine)
    {
        Layer[] slow = [.. Layers.Select(layer => layer.WithLearningRateFactor(0.5f))];
        foreach (var optimizer in Optimizers.Samples)
        {
            var settings = Trainings.Settings(engine: engine, learningRate: 0.125f) with { Optimizer = optimizer };
            var expected = Trainings.Run(Layers, Train, settings with { LearningRate = 0.0625f }).Flat();
            TinyTraining.AreEqual(expected, Trainings.Run(slow, Train, settings).Flat(), optimizer.ToString());
        }
    }

    [TestMethod]
    public void Factor_1_is_none()
    {
        Assert.AreEqual<Layer>(Layer.Dense(3), Layer.Dense(3).WithLearningRateFactor(1));
        Assert.AreEqual<Layer>(Layer.Dense(3), Layer.Dense(3).Frozen().WithLearningRateFactor(1));
        Assert.AreEqual(Layer.Dense(3).Frozen(), Layer.Dense(3).WithLearningRateFactor(0));
        Assert.AreNotEqual<Layer>(Layer.Dense(3), Layer.Dense(3).Frozen());
        TinyTraining.AreEqual([1f, 0, 0.5f], new[] { Layer.Dense(3), Layer.Dense(3).Frozen(), Layer.Lstm(3).WithLearningRateFactor(0.5f) }.Select(layer => layer.LearningRateFactor));
        Assert.Contains("LearningRateFactor = 0.5", Layer.BatchNorm().WithLearningRateFactor(0.5f).ToString());
    }

    [TestMethod]
    [DataRow(-1f, "-1")]
    [DataRow(float.NaN, "NaN")]
    [DataRow(float.PositiveInfinity, "Infinity")]
    public void A_factor_out_of_range_is_refused(float factor, string received) => Assert.AreEqual(
        $"factor must be finite and at least 0; received {received}. (Parameter 'factor')",
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Layer.Dense(1).WithLearningRateFactor(factor)).Message);

    /// <summary>Where there is none, nothing is written, as in files of earlier builds.</summary>
    [TestMethod]
    public void Factors_are_stored_with_the_network()
    {
        Layer[] layers = [Layer.Dense(3).Frozen(), Layer.BatchNorm().WithLearningRateFactor(0.5f), Layer.Dense(1)];
        var json = Encoding.UTF8.GetString(NetworkDescription.Of(Networks.Random(2, layers, new Random(1))).ToJson());
        Assert.AreEqual(3, json.Split("learningRateFactor").Length);
        TinyTraining.AreEqual(layers, NetworkDescription.FromJson(Encoding.UTF8.GetBytes(json)).Layers);
        Assert.DoesNotContain("Factor", Encoding.UTF8.GetString(NetworkDescription.Of(Networks.Random(2, Layers, new Random(1))).ToJson()));

        var negative = Encoding.UTF8.GetBytes(json.Replace("\"learningRateFactor\":0.5", "\"learningRateFactor\":-0.5", StringComparison.Ordinal));
        Assert.Contains(
            "learningRateFactor must be finite and at least 0; received -0.5.",
            Assert.ThrowsExactly<FormatException>(() => NetworkDescription.FromJson(negative)).Message);
    }

    /// <summary>Of other factors, other trainings.</summary>
    [TestMethod]
    public void A_checkpoint_knows_them()
    {
        var plan = NetworkPlanner.Plan(6, Layers);
        var slow = NetworkPlanner.Plan(6, [Layers[0].Frozen(), .. Layers[1..]]);
        var difference = TrainingFingerprints.Of(slow, Trainings.Settings()).DifferencesFrom(TrainingFingerprints.Of(plan, Trainings.Settings())).Single();
        Assert.StartsWith("layers[0]: ", difference);
    }

    /// <summary>One update for all weights where all learn alike.</summary>
    [TestMethod]
    public void Layers_that_learn_alike_are_one_group()
    {
        Assert.HasCount(1, NetworkPlanner.Plan(6, Trainings.EveryLayer).WeightGroups);
        var plan = NetworkPlanner.Plan(6, [Layers[0].Frozen(), Layers[1].WithLearningRateFactor(0.5f), Layers[2], Layers[2]]);
        TinyTraining.AreEqual([(2..4, 0.5), (4..8, 1.0)], plan.WeightGroups.Select(group => (group.Weights, group.LearningRateFactor)));
        Assert.IsEmpty(NetworkPlanner.Plan(6, [Layers[0].Frozen(), Layers[2].Frozen()]).WeightGroups);
    }
}
