namespace ActReg.MLNet.Tests;

/// <summary>
/// Parity of both engines with an independent implementation: layers, penalties, optimizers, clipping and row weights.
/// </summary>
[TestClass]
public class GoldenNetworkTests
{
    private const double Tolerance = 2e-6;

    public static IEnumerable<object[]> Names => GoldenNetwork.All.Select(network => new object[] { network.Name });

    public static IEnumerable<object[]> NamesAndEngines =>
        from network in GoldenNetwork.All
        from engine in new[] { TrainingEngine.Fused, TrainingEngine.Torch }
        select new object[] { network.Name, engine };

    [TestMethod]
    [DynamicData(nameof(NamesAndEngines))]
    public void Steps_weights_and_inference_match(string name, TrainingEngine kind)
    {
        var golden = Named(name);
        var rows = golden.Rows;
        var plan = NetworkPlanner.Plan(rows.FeatureCount, golden.AllLayers);
        var problem = new TrainingProblem(
            plan, golden.Weights, golden.Objective, rows.RowCount,
            Trainings.Settings() with { Optimizer = golden.Optimizer.ToOptimizer() });
        using ITrainingEngine engine = kind == TrainingEngine.Torch ? new TorchEngine(problem) : new FusedEngine(problem);
        var strengths = new double[plan.PenalizedSteps.Count];
        for (var step = 0; step < golden.ActivityFactors.Length; step++)
        {
            Array.Fill(strengths, golden.ActivityFactors[step]);
            var sums = engine.Step(new(rows, rows.AllRows()), golden.Optimizer.LearningRate, strengths, golden.Optimizer.ToClipping());
            AssertClose(golden.Loss[step], sums.Loss / sums.Weight, $"loss of step {step + 1}");
            AssertClose(golden.DataLoss[step], sums.DataLoss / sums.Weight, $"data loss of step {step + 1}");
            AssertClose(golden.ActivityPenalty[step], sums.ActivityPenalty / sums.Weight, $"activity penalty of step {step + 1}");
            AssertClose(golden.KernelPenalty[step], sums.KernelPenalty / sums.Weight, $"kernel penalty of step {step + 1}");
        }

        var final = engine.GetWeights();
        CollectionAssert.AreEqual(
            golden.FinalWeights.Select(array => array.Name).ToArray(), final.Select(array => array.Name).ToArray());
        foreach (var (expected, actual) in golden.FinalWeights.Zip(final))
            AssertClose(expected.Values, actual.Values, expected.Name);
        AssertClose([.. golden.Logits.SelectMany(row => row)], Score(golden, final), "logit");
        var evaluated = engine.Evaluate(new(rows, rows.AllRows()), strengths);
        AssertClose(golden.FinalDataLoss, evaluated.DataLoss / evaluated.Weight, "data loss of inference");
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void The_first_gradient_of_the_kernels_matches(string name)
    {
        var golden = Named(name);
        var rows = golden.Rows;
        var batch = new FusedBatch(
            golden.AllLayers, golden.Weights, rows.FeatureCount, rows.RowCount, golden.Objective, golden.ActivityFactors[0]);
        var gradient = batch.Compute(rows);
        var expected = golden.Gradients.ToDictionary(array => array.Name, array => array.Values);
        foreach (var (weight, actual) in golden.Weights.Zip(gradient))
            AssertClose(expected.GetValueOrDefault(weight.Name) ?? new double[actual.Length], actual, weight.Name);
    }

    private static GoldenNetwork Named(string name) => GoldenNetwork.All.Single(network => network.Name == name);

    private static float[] Score(GoldenNetwork golden, IReadOnlyList<WeightTensor> weights)
    {
        var rows = golden.Rows;
        var network = new TrainedNetwork(NetworkPlanner.Plan(rows.FeatureCount, golden.AllLayers), weights, [], Trainings.Settings());
        var scorer = new NetworkScorer(network);
        var buffers = scorer.CreateBuffers(1);
        return [.. rows.AllRows().SelectMany(row =>
        {
            rows.Row(row).CopyTo(buffers.Input.Span);
            scorer.Run(1, buffers);
            return buffers.FirstRow.ToArray();
        })];
    }

    private static void AssertClose(double[] expected, float[] actual, string what)
    {
        Assert.HasCount(expected.Length, actual, what);
        for (var i = 0; i < expected.Length; i++)
            AssertClose(expected[i], actual[i], $"{what}[{i}]");
    }

    private static void AssertClose(double expected, double actual, string what) =>
        Assert.AreEqual(expected, actual, Tolerance, what);
}
