using ActReg.MLNet.Cli.Sequence;
using Microsoft.ML;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>What the comparison promises whatever it compares; with few rows and epochs.</summary>
[TestClass]
public sealed class SequenceStudyTests
{
    private static readonly SequenceSettings Short = new()
    {
        Timesteps = 5,
        Rows = 100,
        ValidationRows = 100,
        TestRows = 200,
        Repeats = 2,
        Epochs = 2,
        DenseEpochs = 3,
    };

    private static SequenceResult Run(SequenceSettings settings) =>
        SequenceStudy.Run(settings, (_, _, _) => { }, CancellationToken.None);

    private static MethodOutcome[] Outcomes(SequenceResult result, int repeat) =>
        [.. result.Methods.Select(method => method.Outcomes[repeat] with { Seconds = 0 })];

    [TestMethod]
    public void Each_repeat_has_the_next_seed()
    {
        var second = Outcomes(Run(Short with { Seed = Short.Seed + 1, Repeats = 1 }), 0);
        var both = Run(Short);
        CollectionAssert.AreEqual(second, Outcomes(both, 1));
        CollectionAssert.AreNotEqual(second, Outcomes(both, 0));
        Assert.AreEqual(int.MinValue, new SequenceSettings { Seed = int.MaxValue }.SeedOf(1));
    }

    [TestMethod]
    public void Each_outcome_is_told_as_it_comes()
    {
        var told = new List<(int, string)>();
        var result = SequenceStudy.Run(Short, (repeat, method, _) => told.Add((repeat, method.Name)), CancellationToken.None);
        string[] names = ["constant", "fastTree", "denseOneHot", "denseEmbedding", "recurrent"];
        CollectionAssert.AreEqual(names.Select(name => (0, name)).Concat(names.Select(name => (1, name))).ToArray(), told);
        CollectionAssert.AreEqual(names, result.Methods.Select(method => method.Method.Name).ToArray());
    }

    [TestMethod]
    public void Cancelling_ends_it()
    {
        using var cancellation = new CancellationTokenSource();
        Assert.ThrowsExactly<OperationCanceledException>(() => SequenceStudy.Run(
            Short with { Epochs = 100_000_000 }, (_, _, _) => cancellation.CancelAfter(100), cancellation.Token));
    }

    [TestMethod]
    public void The_network_is_the_first_repeats()
    {
        var mlContext = new MLContext();
        var result = Run(Short);
        var rows = LampRows.Load(mlContext, Short, Short.Seed);
        var auc = mlContext.BinaryClassification.Evaluate(result.Network.Transform(rows.Test)).AreaUnderRocCurve;
        Assert.AreEqual(result.Methods[^1].Outcomes[0].TestAuc, auc);
        Assert.AreNotEqual(result.Methods[^1].Outcomes[1].TestAuc, auc);
    }

    [TestMethod]
    public void The_mean_has_the_standard_error_of_its_sample()
    {
        MethodOutcome[] outcomes = [new("", 0.5, 0.25, 1), new("", 0.7, 0.35, 0), new("", 0.9, 0.45, 4)];
        var three = new MethodResult(SequenceMethod.Recurrent, outcomes);
        Assert.AreEqual(0.7, three.Accuracy.Mean, 1e-12);
        Assert.AreEqual(0.35, three.MeanAuc, 1e-12);
        Assert.AreEqual(0.5, three.WorstAccuracy);
        Assert.AreEqual(0.2 / Math.Sqrt(3), three.Accuracy.StandardError, 1e-12);
        Assert.AreEqual(1, three.MedianSeconds);
        Assert.AreEqual(double.NaN, new MethodResult(SequenceMethod.Recurrent, outcomes[..1]).Accuracy.StandardError);
    }

    [TestMethod]
    public void The_penalty_is_on_the_outputs_of_the_recurrent_layer()
    {
        var l2 = Layers(new() { Strength = 0.5f });
        Assert.HasCount(2, l2);
        Assert.AreEqual(Layer.Lstm(32, activityRegularizer: ActivityRegularizer.L2(0.5f)), l2[1]);
        Assert.AreEqual(Layer.Gru(32), Layers(new() { Penalty = SequencePenalty.None, Cell = RecurrentCell.Gru })[1]);
        var temporal = Layers(new() { Penalty = SequencePenalty.Temporal, Cell = RecurrentCell.SimpleRnn, Strength = 0.5f });
        Assert.HasCount(3, temporal);
        var regularizer = ActivityRegularizer.Temporal(0, 0.5f, ActivityReduction.BatchMean);
        Assert.AreEqual(Layer.SimpleRnn(32, returnSequences: true, activityRegularizer: regularizer), temporal[1]);
        Assert.AreEqual(Layer.SimpleRnn(32), temporal[2]);
    }

    private static IReadOnlyList<Layer> Layers(SequenceSettings settings) => new RecurrentNetwork(settings).Layers();
}
