using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Rows of several targets, in either engine.</summary>
[TestClass]
public class TargetsTests
{
    /// <summary>Relative to the largest derivative of a network where that is above 1.</summary>
    private const double GradientTolerance = 1e-5;

    /// <summary>Relative where a sum is above 1.</summary>
    private const double LossTolerance = 4e-6;

    private const double Step = 1e-7;
    private const double KinkMargin = 2e-5;

    private static readonly RegressionLoss[] Losses =
        [RegressionLoss.MeanSquaredError, RegressionLoss.MeanAbsoluteError, RegressionLoss.Huber(0.7f)];

    private static readonly Gen<Case> Cases = Gen.Select(
        Architectures.HiddenWithoutNoise, Gen.Int[0, 2], Gen.Int[2, 10], Gen.Int[0, 2], Gen.Int[1, 8], Gen.Bool, Gen.Int,
        (hidden, last, targets, loss, rows, weighted, seed) =>
            new Case([.. hidden, .. LastLayers(last, targets)], targets, Losses[loss], rows, weighted, seed));

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Loss_and_gradient_equal_central_differences_of_a_reference(TrainingEngine kind)
    {
        int computed = 0, skipped = 0;
        Cases.Sample(
            c =>
            {
                if (Draw(c) is not var (set, weights, reference))
                {
                    skipped++;
                    return;
                }

                computed++;
                var plan = c.Plan;
                using var engine = Engines.Create(kind, plan, weights, c.Objective, c.Rows);
                var sums = engine.AddGradient(new(set, set.AllRows()), plan.Strengths());

                var weight = set.WeightOf(set.AllRows());
                Engines.AssertClose(
                    new BatchSums(weight, reference.DataLoss * weight, reference.Penalty * weight, 0, double.NaN),
                    sums with { ActivityPenalty = sums.ActivityPenalty + sums.KernelPenalty, KernelPenalty = 0 }, LossTolerance);
                var gradient = reference.Gradient(weights.ToDouble(), Step);
                Engines.AssertClose(gradient, engine.GradientByWeights(plan), GradientTolerance);
            },
            iter: 8, threads: 1, print: c => $"{Architectures.Text(c.Layers)}, {c}");
        Assert.IsLessThan(computed, skipped, "too many networks had no draw away from kinks");
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void A_row_of_weight_2_equals_the_row_twice(TrainingEngine kind)
    {
        var random = new Random(1);
        Layer[] layers = [Layer.Dense(9, Activation.Tanh, ActivityRegularizer.L2()), Layer.Dense(5, Activation.Sigmoid)];
        var set = TrainingSets.WithTargets(random, 7, 3, targets: 5);
        var weighted = set with { Weights = new(1, [1, 2, 1, 3, 1, 1, 2]) };
        var repeated = set.Take([0, 1, 1, 2, 3, 3, 3, 4, 5, 6, 6]);
        var weights = RandomWeights.Create(3, layers, random);
        AssertSame(kind, layers, weights, (weighted, weighted.AllRows()), (repeated, repeated.AllRows()));
    }

    /// <summary>Rows in their order are a view in one engine, and any others a copy.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused, new[] { 6, 0, 4, 4, 1 })]
    [DataRow(TrainingEngine.Torch, new[] { 6, 0, 4, 4, 1 })]
    [DataRow(TrainingEngine.Fused, new[] { 2, 3, 4 })]
    [DataRow(TrainingEngine.Torch, new[] { 2, 3, 4 })]
    public void Each_row_of_a_batch_has_its_own_targets(TrainingEngine kind, int[] rows)
    {
        var random = new Random(2);
        Layer[] layers = [Layer.Dense(4, Activation.Silu), Layer.Dense(3), Layer.Activation(Activation.Tanh)];
        var set = TrainingSets.WithTargets(random, 7, 3, targets: 3, weighted: true);
        var taken = set.Take(rows);
        var features = TrainingSet.OfFeatures((RowValues)set.Features, set.Weights);
        var weights = RandomWeights.Create(3, layers, random);
        AssertSame(kind, layers, weights, (set, rows), (taken, taken.AllRows()));
        var alone = features.Take(rows);
        AssertSame(kind, layers, weights, (features, rows), (alone, alone.AllRows()));
    }

    private static void AssertSame(
        TrainingEngine kind, Layer[] layers, IReadOnlyList<WeightTensor> weights, (TrainingSet Set, int[] Rows) actual,
        (TrainingSet Set, int[] Rows) expected)
    {
        var plan = NetworkPlanner.Plan(actual.Set.FeatureCount, layers);
        var objective = new RegressionObjective(RegressionLoss.MeanSquaredError, actual.Set.TargetCount);
        using var first = Engines.Create(kind, plan, weights, objective, actual.Rows.Length);
        using var second = Engines.Create(kind, plan, weights, objective, expected.Rows.Length);
        var wanted = second.AddGradient(new(expected.Set, expected.Rows), plan.Strengths());
        var found = first.AddGradient(new(actual.Set, actual.Rows), plan.Strengths());
        Engines.AssertClose(wanted, found, LossTolerance);
        Engines.AssertClose(second.GradientByWeights(plan), first.GradientByWeights(plan), GradientTolerance);
        Engines.AssertClose(
            second.Evaluate(new(expected.Set, expected.Rows), plan.Strengths()),
            first.Evaluate(new(actual.Set, actual.Rows), plan.Strengths()), LossTolerance);
    }

    private static Layer[] LastLayers(int kind, int targets) => kind switch
    {
        0 => [Layer.Dense(targets)],
        1 => [Layer.Dense(targets, Activation.Sigmoid)],
        _ => [Layer.Dense(targets), Layer.Activation(Activation.Tanh)],
    };

    /// <summary>A batch and weights away from kinks, or null.</summary>
    private static (TrainingSet, IReadOnlyList<WeightTensor>, ReferenceNetwork)? Draw(Case c)
    {
        var random = new Random(c.Seed);
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var set = TrainingSets.WithTargets(random, c.Rows, Case.Features, c.Targets, c.Weighted);
            var weights = RandomWeights.Create(Case.Features, c.Layers, random);
            var reference = new ReferenceNetwork(c.Layers, set, c.Loss);
            reference.Compute(weights.ToDouble());
            if (reference.KinkDistance > KinkMargin)
                return (set, weights, reference);
        }

        return null;
    }

    private sealed record Case(Layer[] Layers, int Targets, RegressionLoss Loss, int Rows, bool Weighted, int Seed)
    {
        public const int Features = 3;

        public NetworkPlan Plan => NetworkPlanner.Plan(Features, Layers);

        public RegressionObjective Objective => new(Loss, Targets);
    }
}
