using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>
/// A row of weight 2 equals the row twice, in data loss, every penalty, accuracy, gradient and moving statistic.
/// </summary>
[TestClass]
public class RowWeightTests
{
    private static readonly Gen<(Layer[] Layers, int Features, int Rows, int Seed)> Cases =
        Gen.Select(Architectures.HiddenWithoutNoise, Gen.Int[1, 12], Gen.Int[1, 20], Gen.Int);

    [TestMethod]
    public void In_figures_and_gradient() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var (weighted, repeated) = WeightedAndRepeated(random, c.Rows, c.Features);
            Layer[] layers = [.. c.Layers, Layer.Dense(1)];
            var weights = RandomWeights.Create(c.Features, layers, random);
            var once = new FusedBatch(layers, weights, c.Features, 60);
            var more = new FusedBatch(layers, weights, c.Features, 60);

            var actual = once.Compute(weighted);
            var expected = more.Compute(repeated);

            AssertClose(more.DataLoss, once.DataLoss);
            AssertClose(more.Penalty, once.Penalty);
            AssertClose(more.Accuracy, once.Accuracy);
            var scale = Math.Max(1, expected.Max(array => array.Max(Math.Abs)));
            for (var array = 0; array < expected.Length; array++)
            {
                foreach (var (wanted, found) in more.CurrentWeights[array].Values.Zip(once.CurrentWeights[array].Values))
                    AssertClose(wanted, found);
                for (var i = 0; i < expected[array].Length; i++)
                    Assert.AreEqual(expected[array][i], actual[array][i], 5e-6 * scale, $"{weights[array].Name}[{i}]");
            }
        },
        threads: 1, print: c => $"{Architectures.Text(c.Layers)}, {c}");

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void In_whole_trainings(TrainingEngine engine)
    {
        foreach (var reduction in Enum.GetValues<ActivityReduction>())
        {
            Layer[] layers = [Layer.Dense(6, Activation.Tanh, ActivityRegularizer.L1L2(0.1f, 0.1f, reduction)), Layer.Dense(1)];
            var (weighted, repeated) = WeightedAndRepeated(new Random(3), 20, 4);
            var settings = Trainings.Settings(epochs: 20, batchSize: 100, shuffle: false, engine: engine);
            var actual = Trainings.Run(layers, weighted, settings, weighted);
            var expected = Trainings.Run(layers, repeated, settings, repeated);
            for (var epoch = 0; epoch < 20; epoch++)
            {
                foreach (var (wanted, found) in expected.History[epoch].Figures().Zip(actual.History[epoch].Figures()))
                    AssertClose(wanted, found);
            }
        }
    }

    [TestMethod]
    public void Weights_count_relative_to_each_other_only()
    {
        var set = TrainingSets.Create(new Random(4), 20, 4, weighted: true);
        var heavy = set with { Weights = new(1, [.. set.Weights!.ToArray().Select(weight => 1024 * weight)]) };
        var settings = Trainings.Settings(epochs: 3);
        CollectionAssert.AreEqual(
            Trainings.Run(Trainings.SmallNetwork, set, settings).Flat(), Trainings.Run(Trainings.SmallNetwork, heavy, settings).Flat());
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void A_batch_without_weight_updates_nothing(TrainingEngine engine)
    {
        var set = TrainingSets.Create(new Random(5), 16, 4) with { Weights = new(1, [.. Enumerable.Range(0, 16).Select(row => row < 8 ? 1f : 0)]) };
        var settings = Trainings.Settings(epochs: 3, batchSize: 8, shuffle: false, engine: engine);
        // As if rows that weigh nothing were none, so that the others' batch weighs what so many do on average.
        var data = TrainingSets.Data(set) with { MeanWeight = 1 };
        var actual = NetworkTraining.Run(Trainings.Request(Trainings.SmallNetwork, set, settings), data);
        var expected = Trainings.Run(Trainings.SmallNetwork, set.Take([.. Enumerable.Range(0, 8)]), settings);
        CollectionAssert.AreEqual(expected.Flat(), actual.Flat());
        Assert.AreEqual(expected.History[2].Loss, actual.History[2].Loss);
    }

    /// <summary>
    /// What a network without features learns of labels 10 and 0 is their weighted mean, whatever the batches: were each batch's own mean
    /// followed, rows that meet others as heavy would count for less, and in batches of one not at all.
    /// </summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused, 1)]
    [DataRow(TrainingEngine.Fused, 4)]
    [DataRow(TrainingEngine.Fused, 32)]
    [DataRow(TrainingEngine.Torch, 1)]
    [DataRow(TrainingEngine.Torch, 8)]
    public void Count_the_same_whatever_rows_share_the_batch(TrainingEngine engine, int batchSize)
    {
        const int Rows = 200;
        bool[] areHeavy = [.. Enumerable.Range(0, Rows).Select(row => row % 10 == 0)];
        var set = new TrainingSet(1, new float[Rows], [.. areHeavy.Select(heavy => heavy ? 10f : 0)], [.. areHeavy.Select(heavy => heavy ? 9f : 1)]);
        var settings = Trainings.Settings(epochs: 60, batchSize: batchSize, learningRate: 2e-4f * batchSize, engine: engine) with { Optimizer = Optimizer.Sgd() };
        var request = Trainings.Request([Layer.Dense(1)], set, settings, new RegressionObjective(RegressionLoss.MeanSquaredError));
        var bias = NetworkTraining.Run(request, TrainingSets.Data(set)).Weights[1].Values[0];
        // 20 rows of weight 9 and 180 of weight 1.
        Assert.AreEqual(5, bias, 0.15);
    }

    /// <summary>Rows of weight 1, 2 or 3, and the same rows so many times.</summary>
    private static (TrainingSet Weighted, TrainingSet Repeated) WeightedAndRepeated(Random random, int rows, int features)
    {
        var set = TrainingSets.Create(random, rows, features);
        int[] times = [.. Enumerable.Range(0, rows).Select(_ => random.Next(1, 4))];
        int[] repeated = [.. times.SelectMany((count, row) => Enumerable.Repeat(row, count))];
        return (set with { Weights = new(1, [.. times.Select(count => (float)count)]) }, set.Take(repeated));
    }

    private static void AssertClose(double expected, double actual) =>
        Assert.AreEqual(expected, actual, 5e-6 * Math.Max(1, Math.Abs(expected)));
}
