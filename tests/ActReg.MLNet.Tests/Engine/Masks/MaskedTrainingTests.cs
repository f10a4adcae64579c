using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>What a batch of padded rows costs, and its gradient, against rows without padding, which networks of their lengths train.</summary>
[TestClass]
public sealed class MaskedTrainingTests
{
    private const int Rows = 5;
    private const double Tolerance = 1e-5;

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Padding_anywhere_changes_nothing(TrainingEngine kind) => Gen.Int.Sample(
        seed => AssertLikeShorter(kind, seed, temporal: false), iter: 30, threads: 1, seed: "0000KOIPe036", print: seed => Text(seed, false));

    /// <summary>With temporal penalties too, whose differences are those of neighbours that are both there.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Padding_at_the_end_changes_nothing(TrainingEngine kind) => Gen.Int.Sample(
        seed => AssertLikeShorter(kind, seed, temporal: true), iter: 30, threads: 1, seed: "0000KOIPe036", print: seed => Text(seed, true));

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void A_difference_from_a_masked_timestep_costs_nothing(TrainingEngine kind)
    {
        // 3, 7, and after a gap 4: the one difference is 4.
        var sums = Evaluate(kind, ActivityRegularizer.Temporal(0, 1, ActivityReduction.BatchSum), [3, 7, 0, 4]);
        Assert.AreEqual(16, sums.ActivityPenalty, 1e-6);
    }

    /// <summary>Divided by all timesteps, the masked ones included; of differences there is one less.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void What_means_divide_by_stays(TrainingEngine kind)
    {
        Assert.AreEqual((3 + 7) / 4.0, Evaluate(kind, ActivityRegularizer.L1(1, ActivityReduction.ElementMean), [3, 7, 0, 0]).ActivityPenalty, 1e-6);
        Assert.AreEqual(
            (9 + 49) / 4.0 + 16 / 3.0, Evaluate(kind, ActivityRegularizer.Temporal(1, 1), [3, 7, 0, 0]).ActivityPenalty, 1e-5);
    }

    /// <summary>Rows of no timestep at all beside others: all figures and gradients are numbers.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void A_row_that_is_all_masked_costs_what_its_output_does(TrainingEngine kind) => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var network = MaskedNetwork.Create(random);
            float[] rows = [.. network.Pad(network.Row(random, 1), random), .. network.Pad([], random)];
            var set = new TrainingSet(rows.Length / 2, rows, [1, 0], null);
            using var both = Engine(kind, network.Plan, network, 2);
            using var first = Engine(kind, network.Plan, network, 1);
            var sums = both.AddGradient(new(set, [0, 1]), network.Plan.Strengths());
            var expected = first.AddGradient(new(set, [0]) { BatchWeight = 2 }, network.Plan.Strengths());
            var output = network.Trained().Outputs(rows[(rows.Length / 2)..])[0];
            Assert.AreEqual(expected.DataLoss + Math.Log(1 + Math.Exp(output)), sums.DataLoss, 1e-5);
            Assert.AreEqual(expected.ActivityPenalty, sums.ActivityPenalty, 1e-5 * Math.Max(1, expected.ActivityPenalty));
            Assert.IsTrue(both.GetGradient().All(float.IsFinite));
        },
        iter: 20, threads: 1, seed: "0000KOIPe036", print: seed => Text(seed, false));

    private static string Text(int seed, bool temporal) => $"{seed}: {MaskedNetwork.Create(new Random(seed), temporal)}";

    private static void AssertLikeShorter(TrainingEngine kind, int seed, bool temporal)
    {
        var random = new Random(seed);
        var network = MaskedNetwork.Create(random, temporal);
        // A difference takes two timesteps.
        float[][] rows = [.. Enumerable.Range(0, Rows).Select(_ => network.Row(random, random.Next(2, network.Timesteps + 1)))];
        var targets = TrainingSets.Create(random, Rows, 1, weighted: true);
        var set = targets with
        {
            Features = new RowValues(network.Timesteps * network.Features, [.. rows.SelectMany(row => network.Pad(row, random, atEnd: temporal))]),
        };
        using var engine = Engine(kind, network.Plan, network, Rows);
        var actual = engine.AddGradient(new(set, set.AllRows()), network.Plan.Strengths());

        var expected = default(BatchSums);
        var gradient = network.Weights.Select(weight => new float[weight.Values.Length]).ToArray();
        var zeros = new double[network.Plan.PenalizedSteps.Count];
        var units = new double[zeros.Length];
        for (var i = 0; i < Rows; i++)
        {
            var plan = network.PlanOfShorter(rows[i].Length / network.Features);
            var row = targets.Take([i]) with { Features = new RowValues(rows[i].Length, rows[i]) };
            using var shorter = Engine(kind, plan, network, 1);
            expected += shorter.AddGradient(new(row, [0]) { BatchWeight = set.WeightOf(set.AllRows()) }, plan.Strengths());
            foreach (var (sum, part) in gradient.Zip(shorter.GradientByWeights(plan)))
                System.Numerics.Tensors.TensorPrimitives.Add<float>(sum, part, sum);
            for (var penalty = 0; penalty < zeros.Length; penalty++)
            {
                var weight = row.Weight(0) * plan.Steps[plan.PenalizedSteps[penalty]].Size;
                zeros[penalty] += shorter.ZeroFractions[penalty] * weight;
                units[penalty] += weight;
            }
        }

        Engines.AssertClose(expected, actual, Tolerance);
        Engines.AssertClose(gradient, engine.GradientByWeights(network.Plan), Tolerance);
        for (var penalty = 0; penalty < zeros.Length; penalty++)
            Assert.AreEqual(zeros[penalty] / units[penalty], engine.ZeroFractions[penalty], 1e-6, $"zeros of penalty {penalty}");
    }

    /// <summary>What a penalty on the features of one row, masked where they are 0, measures.</summary>
    private static BatchSums Evaluate(TrainingEngine kind, ActivityRegularizer regularizer, float[] row)
    {
        Layer[] layers = [Layer.Masking(), Layer.ActivityRegularization(regularizer), Layer.SimpleRnn(1)];
        var plan = NetworkPlanner.Plan(LayerShape.Sequence(row.Length, 1), layers);
        using var engine = Engines.Create(kind, plan, Weights.Zeros(plan), new BinaryCrossEntropy(), rows: 1);
        return engine.Evaluate(new(new TrainingSet(row.Length, row, [1], null), [0]), plan.Strengths());
    }

    private static ITrainingEngine Engine(TrainingEngine kind, NetworkPlan plan, MaskedNetwork network, int rows) =>
        Engines.Create(kind, plan, network.Weights, new BinaryCrossEntropy(), rows);
}
