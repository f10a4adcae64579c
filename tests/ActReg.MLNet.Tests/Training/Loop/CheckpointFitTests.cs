using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>A checkpoint with the right fingerprint whose other parts are not this training's is refused before any of it is used, and left alone.</summary>
[TestClass]
public sealed class CheckpointFitTests : IDisposable
{
    private static readonly Layer[] Layers =
        [Layer.Dense(3, Activation.Relu, ActivityRegularizer.L1(0.01f)), Layer.BatchNorm(), Layer.Dense(1)];

    private readonly TemporaryFolder _folder = new();

    private CheckpointFile File => new(_folder["checkpoint"]);

    public void Dispose() => _folder.Dispose();

    public static IEnumerable<object[]> Changes =>
    [
        Case("the engine's parameters must be {parameters}; received 5.", stored => With(stored, stored.Engine with { Parameters = new float[5] })),
        Case("the engine's parameters must be {parameters}; received 0.", stored => With(stored, stored.Engine with { Parameters = [] })),
        Case("the optimizer's slots must be 2; received 1.", stored => With(stored, stored.Engine with { Slots = [stored.Engine.Slots[0]] })),
        Case("the optimizer's slots must be 2; received 3.", stored => With(stored, stored.Engine with { Slots = [.. stored.Engine.Slots, []] })),
        Case(
            "the values of an optimizer's slot must be {parameters}; received 1.",
            stored => With(stored, stored.Engine with { Slots = [stored.Engine.Slots[0], [1]] })),
        Case("the optimizer's steps must be at least 0 and at most 2; received -1.", stored => With(stored, stored.Engine with { Step = -1 })),
        Case(
            "the optimizer's steps must be at least 0 and at most 2; received 2147483647.",
            stored => With(stored, stored.Engine with { Step = int.MaxValue })),
        Case(
            "Among the engine's parameters a weight is infinite or not a number.",
            stored => With(stored, stored.Engine with { Parameters = WithFirst(stored.Engine.Parameters, float.NaN) })),
        Case(
            "Among the engine's parameters batch_normalization/moving_variance is negative.",
            stored => With(stored, stored.Engine with { Parameters = Array.ConvertAll(stored.Engine.Parameters, value => value == 0 ? 0 : -1f) })),
        Case(
            "the strengths must be 1, one for each activity penalty; received 2.",
            stored => With(stored, stored.Penalties with { Strengths = [1, 1] })),
        Case(
            "the zero fractions must be 1, one for each activity penalty; received 0.",
            stored => With(stored, stored.Penalties with { ZeroFractions = [] })),
        Case(
            "the earlier zero fractions must be 1, one for each activity penalty; received 3.",
            stored => With(stored, stored.Penalties with { EarlierZeroFractions = [0, 0, 0] })),
        Case(
            "an activity penalty's strength must be finite and at least 0; received NaN.",
            stored => With(stored, stored.Penalties with { Strengths = [double.NaN] })),
        Case(
            "an activity penalty's strength must be finite and at least 0; received -1.",
            stored => With(stored, stored.Penalties with { Strengths = [-1] })),
        Case(
            "a zero fraction must be at least 0 and at most 1; received 2.",
            stored => With(stored, stored.Penalties with { EarlierZeroFractions = [2] })),
        Case(
            "the epochs of a checkpoint must be at least 1 and below 4; received 0.",
            stored => With(stored, stored.Network with { History = [] }),
            "the optimizer's steps must be at least 0 and at most 0; received 2."),
        Case(
            "the epochs of a checkpoint must be at least 1 and below 4; received 4.",
            stored => With(stored, stored.Network with { History = [.. stored.Network.History, .. stored.Network.History] })),
        Case(
            "an epoch's loss must be finite; received NaN.",
            stored => With(stored, WithEpoch(stored.Network, epoch => epoch with { Loss = double.NaN }))),
        Case(
            "an epoch's learning rate must be finite and at least 0; received -1.",
            stored => With(stored, WithEpoch(stored.Network, epoch => epoch with { LearningRate = -1 }))),
        Case(
            "the epochs of a checkpoint must be fewer than earlyStopping leaves; received 3.",
            stored => With(stored, stored.Network with { History = [.. Enumerable.Range(1, 3).Select(loss => WithLoss(stored.Network.History[0], loss))] })),
        Case(
            "labelScale must be none; received LabelScale { Mean = 1, Deviation = 2 }.",
            stored => With(stored, stored.Network with
            {
                LabelScales = new LabelScale(1, 2),
                Settings = stored.Network.Settings with { RegressionLoss = RegressionLoss.MeanAbsoluteError },
            }),
            "regressionLoss: {\"loss\":\"absolute\"} in the checkpoint, not given now."),
        Case(
            "learningRate: 0.5 in the checkpoint, 0.01 now.",
            stored => With(stored, stored.Network with { Settings = stored.Network.Settings with { LearningRate = 0.5f } })),
        Case(
            "the features of the network must be [2]; received [3].",
            stored => With(stored, stored.Network with
            {
                Plan = NetworkPlanner.Plan(3, Layers),
                Weights = RandomWeights.Create(3, Layers, new Random(1)),
            })),
    ];

    [TestMethod]
    [DynamicData(nameof(Changes))]
    public void Fused(string problems, Delegate change) =>
        Refused(TrainingEngine.Fused, problems, (Func<Checkpoint, Checkpoint>)change);

    [TestMethod]
    [DynamicData(nameof(Changes))]
    public void Torch(string problems, Delegate change) =>
        Refused(TrainingEngine.Torch, problems, (Func<Checkpoint, Checkpoint>)change);

    /// <summary>Whose weights are others' in number and place, and which would be the best epoch's.</summary>
    [TestMethod]
    public void Another_networks_arrays()
    {
        var other = Networks.Random(2, [Layer.Dense(4, Activation.Relu, ActivityRegularizer.L1(0.01f)), Layer.Dense(1)], new Random(1));
        var message = Refuse(
            TrainingEngine.Fused, stored => With(stored, other with { History = stored.Network.History, Settings = stored.Network.Settings }));
        Assert.Contains("layers: [{\"layer\":\"dense\",\"units\":4,", message);
    }

    [TestMethod]
    public void What_is_not_changed_goes_on()
    {
        var training = Create(TrainingEngine.Fused);
        var expected = training.RunUninterrupted();
        training.DieAfter(3);
        CheckpointedTraining.AreEqual(expected, training.Run());
    }

    private static object[] Case(string problem, Func<Checkpoint, Checkpoint> change, string? other = null) =>
        [string.Join('|', new[] { problem, other }.OfType<string>()), change];

    private static Checkpoint With(Checkpoint stored, EngineState engine) => stored with { Engine = engine };

    private static Checkpoint With(Checkpoint stored, PenaltyState penalties) => stored with { Penalties = penalties };

    private static Checkpoint With(Checkpoint stored, TrainedNetwork network) => stored with { Network = network };

    private static TrainedNetwork WithEpoch(TrainedNetwork network, Func<EpochMetrics, EpochMetrics> change) =>
        network with { History = [network.History[0], change(network.History[1])] };

    private static EpochMetrics WithLoss(EpochMetrics epoch, int loss) => epoch with { Epoch = loss, Loss = loss };

    private static float[] WithFirst(float[] values, float first) => [first, .. values[1..]];

    private void Refused(TrainingEngine engine, string problems, Func<Checkpoint, Checkpoint> change)
    {
        var message = Refuse(engine, change);
        var parameters = new CheckpointFile(_folder["first"]).Read()!.Engine.Parameters.Length;
        foreach (var problem in problems.Split('|'))
            Assert.Contains(problem.Replace("{parameters}", $"{parameters}", StringComparison.Ordinal), message);
    }

    /// <summary>Returns the message.</summary>
    private string Refuse(TrainingEngine engine, Func<Checkpoint, Checkpoint> change)
    {
        var training = Create(engine);
        training.DieAfter(3);
        System.IO.File.Copy(_folder["checkpoint"], _folder["first"]);
        File.Write(change(File.Read()!));
        var changed = System.IO.File.ReadAllBytes(_folder["checkpoint"]);

        var message = Assert.ThrowsExactly<InvalidOperationException>(
            () => training.Run(_ => throw new AssertFailedException("an epoch"), () => throw new AssertFailedException("a batch"))).Message;
        Assert.StartsWith($"checkpointPath: \"{_folder["checkpoint"]}\" holds what this training cannot have left. ", message);
        Assert.EndsWith(" Delete the file to train from the start, or choose another path.", message);
        TinyTraining.AreEqual(changed, System.IO.File.ReadAllBytes(_folder["checkpoint"]), "left alone");
        return message;
    }

    private CheckpointedTraining Create(TrainingEngine engine) => new(
        Layers, TrainingSets.Create(new Random(1), 7, 2), null,
        Trainings.Settings(epochs: 4, engine: engine) with { EarlyStopping = new EarlyStopping(TrainingMetric.Loss, patience: 2) }, File);
}
