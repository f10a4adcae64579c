namespace ActReg.MLNet.Tests;

/// <summary>Codes, reconstructions, losses, gradients and three updates of sparse autoencoders by both engines, against PyTorch's numbers.</summary>
[TestClass]
public sealed class GoldenAutoencoderTests
{
    /// <summary>The numbers are rounded to six or seven decimals.</summary>
    private const double Tolerance = GoldenAutoencoder.Tolerance + 1e-6;

    public static IEnumerable<object[]> Cases =>
        from engine in new[] { TrainingEngine.Fused, TrainingEngine.Torch }
        from golden in GoldenAutoencoder.All
        select new object[] { engine, golden.Name };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Three_steps_are_those_of_the_reference(TrainingEngine kind, string name)
    {
        var golden = GoldenAutoencoder.All.Single(golden => golden.Name == name);
        Layer[] layers = [new PreBiasLayer(), new CodeLayer(golden.Units, Sparsity(golden)), new DecoderLayer(golden.Tied)];
        var plan = NetworkPlanner.Plan(golden.Features, layers);
        Assert.AreEqual(golden.UnitNorm && !golden.Tied, plan.Dictionaries.Count == 1);
        WeightTensor[] weights = [.. plan.Weights.Zip(golden.Initial, (place, array) => new WeightTensor(place.Name, [.. place.Shape], Flat(array)))];
        Assert.HasCount(golden.Initial.Length, plan.Weights);
        var settings = Trainings.Settings() with { Optimizer = Optimizer.Adam() };
        using var engine = Engines.Create(
            kind, plan, weights, new RegressionObjective(RegressionLoss.MeanSquaredError, golden.Features), golden.Steps.Max(step => step.Rows.Length), settings);
        foreach (var step in golden.Steps)
        {
            var set = TrainingSet.OfFeatures(
                new RowValues(golden.Features, [.. step.Rows.SelectMany(row => row)]), golden.Weighted ? new RowValues(1, step.RowWeights) : null);
            var outputs = new float[set.RowCount * golden.Features];
            var batch = new RowBatch(set, set.AllRows());
            if (!golden.Sparsity.StartsWith("batch", StringComparison.Ordinal))
            {
                engine.Evaluate(batch, plan.Strengths(), outputs);
                Engines.AssertClose([[.. step.Reconstruction.SelectMany(row => row)]], [outputs], Tolerance);
                AssertCode(golden, step, plan, engine.GetWeights());
            }

            var sums = engine.AddGradient(batch, plan.Strengths());
            Assert.AreEqual(step.DataLoss, sums.DataLoss / sums.Weight, Tolerance * Math.Max(1, step.DataLoss));
            Assert.AreEqual(step.Penalty + step.AuxiliaryLoss, sums.ActivityPenalty / sums.Weight, Tolerance * Math.Max(1, step.Penalty + step.AuxiliaryLoss));
            Assert.AreEqual(step.Loss, sums.Loss / sums.Weight, 2 * Tolerance * Math.Max(1, step.Loss));
            var gradients = engine.GradientByWeights(plan).Where((_, i) => !plan.Weights[i].Role.IsStatistic()).ToArray();
            Engines.AssertClose(Doubles(step.Gradients), gradients, Tolerance);
            engine.Update(golden.LearningRate);
            Engines.AssertClose(Doubles(step.Arrays), [.. engine.GetWeights().Select(weight => weight.Values)], Tolerance);
        }
    }

    /// <summary>The code that a model scores with.</summary>
    private static void AssertCode(GoldenAutoencoder golden, GoldenAutoencoderStep step, NetworkPlan plan, IReadOnlyList<WeightTensor> weights)
    {
        var pass = new NetworkScorer(new TrainedNetwork(plan, weights, [], Trainings.Settings())).CreateRowPass(layer: 1);
        foreach (var (row, code) in step.Rows.Zip(step.Code))
            Engines.AssertClose([code], [pass.Run(new(row.Length, row)).ToArray()], Tolerance);
    }

    private static CodeSparsity Sparsity(GoldenAutoencoder golden) => golden.Sparsity switch
    {
        "l1" => CodeSparsity.L1(golden.Strength),
        "l2" => CodeSparsity.L2(golden.Strength),
        "kl" => CodeSparsity.KullbackLeibler(golden.Target!.Value, golden.Strength),
        "top_k" => CodeSparsity.TopK(golden.K!.Value, golden.Auxiliary, golden.DeadAfter ?? 1),
        "batch_top_k" => CodeSparsity.BatchTopK(golden.K!.Value, golden.Auxiliary, golden.DeadAfter ?? 1),
        _ => CodeSparsity.JumpRelu(golden.Target!.Value, golden.Strength, golden.Bandwidth!.Value, golden.Auxiliary, golden.DeadAfter ?? 1),
    };

    private static IReadOnlyList<double[]> Doubles(GoldenArray[] arrays) => [.. arrays.Select(array => array.Values)];

    private static float[] Flat(GoldenArray array) => Array.ConvertAll(array.Values, value => (float)value);
}
