namespace ActReg.MLNet.Tests;

/// <summary>Thresholds that a code begins with.</summary>
[TestClass]
public sealed class FirstThresholdsTests
{
    private const int Rows = 60;
    private const int Features = 6;
    private const int Units = 16;

    /// <summary>Whole weights are rows several times, and weights that are all the same are none.</summary>
    [TestMethod]
    public void A_row_counts_by_its_weight()
    {
        var set = Set(weights: null);
        int[] times = [.. set.AllRows().Select(row => 1 + row % 7)];
        var repeated = set.Take([.. set.AllRows().SelectMany(row => Enumerable.Repeat(row, times[row]))]);
        foreach (var target in new[] { 1, 3, 5.3 })
        {
            Assert.AreEqual(Threshold(repeated, target), Threshold(set with { Weights = new(1, [.. times.Select(time => 0.1f * time)]) }, target));
            Assert.AreEqual(Threshold(set, target), Threshold(set with { Weights = new(1, [.. times.Select(_ => 7e-20f)]) }, target));
        }

        Assert.AreNotEqual(Threshold(repeated, 3), Threshold(set, 3));

        static float Threshold(TrainingSet rows, double target) => Thresholds(Plan(new() { Encoder = [] }), rows, target)[0];
    }

    /// <summary>As many units are on as asked for in training, where batch normalization goes by the batch.</summary>
    [TestMethod]
    public void As_many_units_are_on_in_the_first_batch_as_asked_for()
    {
        Check(new() { Encoder = [] });
        Check(new() { Encoder = [Layer.BatchNorm()] });
        Check(new() { Encoder = [Layer.Dense(9), Layer.BatchNorm(), Layer.Activation(Activation.Relu)] });
        Check(new() { Encoder = [Layer.BatchNorm(), Layer.Dense(9, Activation.Tanh), Layer.BatchNorm()] });
        Check(new() { Encoder = [Layer.BatchNorm(), Layer.Flatten()], InputShape = [3, 2] });

        static void Check(SparseAutoencoderOptions options)
        {
            foreach (var weighted in new[] { false, true })
            {
                var plan = Plan(options);
                var set = Set(weighted ? [.. Enumerable.Range(0, Rows).Select(row => 0.5f + row % 3)] : null);
                var weights = WeightsOf(plan, set, target: 3);
                using var engine = Engines.Create(TrainingEngine.Torch, plan, weights, new RegressionObjective(RegressionLoss.MeanSquaredError, Features), Rows);
                engine.AddGradient(new RowBatch(set, set.AllRows()), plan.Strengths());
                Assert.AreEqual(3, Units * (1 - engine.ZeroFractions[0]), 0.06, string.Join(", ", options.Encoder.Select(layer => layer.Kind)));
                // Training begins with the statistics that it always begins with.
                foreach (var (place, weight) in plan.Weights.Zip(weights).Where(weight => weight.First.Role is WeightRole.MovingMean or WeightRole.MovingVariance))
                    Assert.IsTrue(weight.Values.All(value => value == (place.Role == WeightRole.MovingMean ? 0 : 1)));
            }
        }
    }

    private static NetworkPlan Plan(SparseAutoencoderOptions options)
    {
        (options.CodeSize, options.Sparsity) = (Units, CodeSparsity.JumpRelu(3));
        return AutoencoderLayers.Plan(options, Features);
    }

    private static float[] Thresholds(NetworkPlan plan, TrainingSet rows, double target) =>
        WeightsOf(plan, rows, target).Single(weight => weight.Name == "code/threshold").Values;

    private static IReadOnlyList<WeightTensor> WeightsOf(NetworkPlan plan, TrainingSet rows, double target)
    {
        var weights = Weights.Initialize(plan, RandomStreams.Create(1, RandomStreams.Initialization));
        return FirstThresholds.Of(new TrainedNetwork(plan, weights, [], Trainings.Settings()), new MemoryRows(rows), target, () => { });
    }

    /// <summary>Far from 0, and each feature on a scale of its own.</summary>
    private static TrainingSet Set(float[]? weights)
    {
        var values = Numbers.Array(new Random(1), Rows * Features).Select((value, i) => 3 + (1 + i % Features) * value);
        return TrainingSet.OfFeatures(new(Features, [.. values]), weights == null ? null : new(1, weights));
    }
}
