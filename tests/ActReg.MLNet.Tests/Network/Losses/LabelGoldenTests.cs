using System.Text.Json;

namespace ActReg.MLNet.Tests;

/// <summary>Losses of every kind of label against PyTorch's autograd: Golden/make_label_fixtures.py has the formulas.</summary>
[TestClass]
public sealed class LabelGoldenTests
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly Contents Golden = JsonSerializer.Deserialize<Contents>(File.ReadAllText(GoldenFile.PathOf("labels.json")), Options)!;

    public static IEnumerable<object[]> NamesAndEngines =>
        from golden in Golden.Cases
        from engine in new[] { TrainingEngine.Fused, TrainingEngine.Torch }
        select new object[] { golden.Loss, engine };

    [TestMethod]
    [DynamicData(nameof(NamesAndEngines))]
    public void Steps_and_weights_match(string name, TrainingEngine kind)
    {
        var golden = Golden.Cases.Single(golden => golden.Loss == name);
        var features = golden.Features.Length / golden.Weights.Length;
        var set = new TrainingSet(features, Floats(golden.Features), golden.TargetCount, Floats(golden.Targets), Floats(golden.Weights));
        var plan = NetworkPlanner.Plan(features, [Layer.Dense(golden.Initial[1].Length, Activation.Tanh), Layer.Dense(golden.Outputs)]);
        WeightTensor[] weights = [.. plan.Weights.Zip(golden.Initial, (place, values) => new WeightTensor(place.Name, [.. place.Shape], Floats(values)))];
        using var engine = Engines.Create(
            kind, plan, weights, Loss(name, golden.Outputs), set.RowCount, Trainings.Settings() with { Optimizer = Optimizer.Sgd() });
        var first = engine.AddGradient(new(set, set.AllRows()), []);
        Assert.AreEqual(golden.Losses[0], first.DataLoss / first.Weight, Golden.Meta.Tolerance);
        Engines.AssertClose(golden.Gradients, engine.GradientByWeights(plan), Golden.Meta.Tolerance);

        using var anew = Engines.Create(
            kind, plan, weights, Loss(name, golden.Outputs), set.RowCount, Trainings.Settings() with { Optimizer = Optimizer.Sgd() });
        foreach (var loss in golden.Losses)
        {
            var sums = anew.Step(new(set, set.AllRows()), Golden.Meta.LearningRate, [], null);
            Assert.AreEqual(loss, sums.DataLoss / sums.Weight, Golden.Meta.Tolerance);
        }

        Engines.AssertClose(golden.Final, [.. anew.GetWeights().Select(weight => weight.Values)], Golden.Meta.Tolerance);
    }

    private static Loss Loss(string name, int outputs) => name switch
    {
        "poisson" => new RegressionObjective(RegressionLoss.Poisson),
        "gamma" => new RegressionObjective(RegressionLoss.Gamma),
        "quantile" => new RegressionObjective(RegressionLoss.Quantile(Golden.Meta.Shares[3])),
        "quantiles" => new QuantileObjective(Golden.Meta.Shares),
        "outputs" => new RegressionObjective(RegressionLoss.MeanSquaredError, outputs),
        _ => new MultilabelCrossEntropy(outputs),
    };

    private static float[] Floats(double[] values) => Array.ConvertAll(values, value => (float)value);

    private sealed record Contents(Meta Meta, Case[] Cases);

    private sealed record Meta(double LearningRate, double Tolerance, float[] Shares);

    private sealed record Case(
        string Loss, double[] Features, double[] Targets, int TargetCount, double[] Weights, int Outputs, double[][] Initial, double[] Losses,
        double[][] Gradients, double[][] Final);
}
