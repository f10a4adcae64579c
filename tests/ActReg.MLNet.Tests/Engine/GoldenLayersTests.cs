namespace ActReg.MLNet.Tests;

/// <summary>Layers against PyTorch's: penalties, gradients, weights after training, and scores; by the fused engine too, where it trains them.</summary>
[TestClass]
public class GoldenLayersTests
{
    private const double Tolerance = 5e-6;

    public static IEnumerable<object[]> NamesAndEngines =>
        from golden in GoldenLayers.All
        from engine in TorchOnly.In(Plan(golden)) == null ? new[] { TrainingEngine.Fused, TrainingEngine.Torch } : [TrainingEngine.Torch]
        select new object[] { golden.Name, engine };

    [TestMethod]
    [DynamicData(nameof(NamesAndEngines))]
    public void Steps_and_scores_match(string name, TrainingEngine kind)
    {
        var golden = Named(name);
        var rows = golden.Rows;
        AssertClose(golden.InitialLogits, Score(golden, golden.Weights), "initial logit");
        using var engine = Engine(golden, kind);
        double[] strengths = [.. Plan(golden).PenalizedSteps.Select(_ => 1.0)];
        for (var step = 0; step < golden.Loss.Length; step++)
        {
            var sums = engine.Step(new(rows, rows.AllRows()), GoldenLayers.LearningRate, strengths);
            AssertClose(golden.Loss[step], sums.Loss / sums.Weight, $"loss of step {step + 1}");
            AssertClose(golden.DataLoss[step], sums.DataLoss / sums.Weight, $"data loss of step {step + 1}");
            AssertClose(golden.ActivityPenalty[step], sums.ActivityPenalty / sums.Weight, $"activity penalty of step {step + 1}");
            AssertClose(golden.KernelPenalty[step], sums.KernelPenalty / sums.Weight, $"kernel penalty of step {step + 1}");
        }

        var final = engine.GetWeights();
        foreach (var (expected, actual) in golden.FinalWeights.Zip(final))
        {
            Assert.AreEqual(expected.Name, actual.Name);
            TinyTraining.AreEqual(expected.Shape, actual.Shape, expected.Name);
            AssertClose(expected.Values, actual.Values, expected.Name);
        }

        Assert.HasCount(golden.FinalWeights.Length, final);
        AssertClose(golden.Logits, Score(golden, final), "logit");
    }

    /// <summary>One step of gradient descent at a rate of 1 goes by the gradient.</summary>
    [TestMethod]
    [DynamicData(nameof(NamesAndEngines))]
    public void The_first_gradient_matches(string name, TrainingEngine kind)
    {
        var golden = Named(name);
        var rows = golden.Rows;
        using var engine = Engine(golden, kind);
        engine.Step(new(rows, rows.AllRows()), learningRate: 1, [.. Plan(golden).PenalizedSteps.Select(_ => 1.0)]);
        var moved = engine.GetWeights();
        var gradients = golden.Gradients.ToDictionary(array => array.Name, array => array.Values);
        foreach (var (before, after) in golden.Weights.Zip(moved))
        {
            if (gradients.TryGetValue(before.Name, out var expected))
                AssertClose(expected, [.. before.Values.Zip(after.Values, (from, to) => from - to)], before.Name);
            else
                Assert.Contains("/moving_", before.Name);
        }
    }

    private static GoldenLayers Named(string name) => GoldenLayers.All.Single(golden => golden.Name == name);

    private static NetworkPlan Plan(GoldenLayers golden) => NetworkPlanner.Plan(golden.Input, golden.AllLayers);

    private static ITrainingEngine Engine(GoldenLayers golden, TrainingEngine kind)
    {
        var problem = new TrainingProblem(
            Plan(golden), golden.Weights, golden.Objective, golden.Rows.RowCount, Settings(golden));
        return kind == TrainingEngine.Torch ? new TorchEngine(problem) : new FusedEngine(problem);
    }

    private static TrainingSettings Settings(GoldenLayers golden) =>
        Trainings.Settings() with { Optimizer = Optimizer.Sgd(), LabelSmoothing = golden.LabelSmoothing };

    /// <summary>In managed code.</summary>
    private static float[] Score(GoldenLayers golden, IReadOnlyList<WeightTensor> weights)
    {
        var rows = golden.Rows;
        var scorer = new NetworkScorer(new TrainedNetwork(Plan(golden), weights, [], Trainings.Settings()));
        var buffers = scorer.CreateBuffers(1);
        return [.. rows.AllRows().SelectMany(row =>
        {
            rows.Row(row).CopyTo(buffers.Input.Span);
            scorer.Run(1, buffers);
            return buffers.FirstRow.ToArray();
        })];
    }

    private static void AssertClose(double[][] expected, float[] actual, string what) =>
        AssertClose([.. expected.SelectMany(row => row)], actual, what);

    private static void AssertClose(double[] expected, float[] actual, string what)
    {
        Assert.HasCount(expected.Length, actual, what);
        for (var i = 0; i < expected.Length; i++)
            AssertClose(expected[i], actual[i], $"{what}[{i}]");
    }

    private static void AssertClose(double expected, double actual, string what) =>
        Assert.AreEqual(expected, actual, Tolerance, what);
}
