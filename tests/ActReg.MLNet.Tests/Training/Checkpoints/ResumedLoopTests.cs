using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>What a training loop does with a checkpoint made up by a test, before it trains on.</summary>
[TestClass]
public sealed class ResumedLoopTests
{
    private static readonly Layer[] Layers = [Layer.Dense(1, Activation.Tanh, ActivityRegularizer.L1()), Layer.Dense(1)];
    private static readonly NetworkPlan Plan = NetworkPlanner.Plan(2, Layers);
    private static readonly TrainingSet Train = TrainingSets.Create(new Random(1), 4, 2);
    private static readonly EpochMetrics[] History =
    [
        .. Enumerable.Range(1, 3).Select(epoch => new EpochMetrics
        {
            Epoch = epoch,
            Loss = epoch,
            DataLoss = epoch,
            ActivityPenalty = 0,
            Accuracy = 0,
            Activities = [new PenalizedLayerMetrics(0, Strength: 0.25, ZeroFraction: 0.5)],
        }),
    ];

    [TestMethod]
    public void The_strengths_and_zero_fractions_are_the_stored_ones()
    {
        using var folder = new TemporaryFolder();
        var engine = Engine();
        engine.Zeros = [0.75];
        var settings = Trainings.Settings(epochs: 5);
        Run(engine, settings, new CheckpointFile(folder["checkpoint"]), 4);
        TinyTraining.AreEqual([0.25, 0.25], engine.Strengths.Select(strengths => strengths.Single()));

        var stored = new CheckpointFile(folder["checkpoint"]).Read()!;
        Assert.HasCount(4, stored.Network.History);
        TinyTraining.AreEqual([0.25], stored.Penalties.Strengths);
        TinyTraining.AreEqual([0.75], stored.Penalties.ZeroFractions);
    }

    [TestMethod]
    public void The_learning_rate_hears_of_the_stored_epochs()
    {
        var schedule = new RecordingSchedule([]);
        Run(Engine(), Trainings.Settings(epochs: 5) with { LearningRateSchedule = schedule });
        TinyTraining.AreEqual(["ended 1", "ended 2", "ended 3", "step of 4", "ended 4", "step of 5", "ended 5"], schedule.Calls);
    }

    /// <summary>Of the stored losses 1, 2 and 3 the first was the best, and two epochs have been worse.</summary>
    [TestMethod]
    public void Early_stopping_has_seen_the_stored_epochs()
    {
        var engine = Engine(rows => new BatchSums(rows.Length, 9 * rows.Length, 0, 0, 0));
        var settings = Trainings.Settings(epochs: 9) with { EarlyStopping = new EarlyStopping(TrainingMetric.Loss, patience: 4) };
        var result = Run(engine, settings);
        Assert.HasCount(5, result.History);
        TinyTraining.AreEqual(Stored.SelectMany(weight => weight.Values), result.Flat());
    }

    private static IReadOnlyList<WeightTensor> Stored =>
        Weights.Initialize(Plan, RandomStreams.Create(3, RandomStreams.Initialization));

    private static RecordingEngine Engine(Func<int[], BatchSums>? answer = null) =>
        new(answer) { Weights = [.. Weights.Zeros(Plan)], Zeros = [0] };

    private static TrainingResult Run(RecordingEngine engine, TrainingSettings settings, CheckpointFile? file = null, int epochs = int.MaxValue)
    {
        var request = Trainings.Request(Layers, Train, settings);
        var data = TrainingSets.Data(Train);
        var fingerprint = TrainingFingerprints.Of(request with { Settings = Trainings.Settings() }, data);
        var start = new Checkpoint(
            fingerprint, new TrainedNetwork(Plan, Stored, History, settings), new EngineState(3, [], []),
            new PenaltyState([0.25], [0.5], [0.75]));
        var checkpoints = new TrainingCheckpoints(
            new CheckpointPlan(file ?? new CheckpointFile("never written"), epochs, start, TakesStoredSeed: false), fingerprint, request.Control.Warn);
        return TrainingLoop.Run(engine, request, data, checkpoints);
    }

    private sealed record RecordingSchedule(List<string> Calls) : LearningRateSchedule, ILearningRate
    {
        public double Factor(TrainingMoment moment)
        {
            Calls.Add($"step of {moment.Epoch + 1}");
            return 1;
        }

        public void EndEpoch(EpochMetrics metrics) => Calls.Add($"ended {metrics.Epoch}");

        internal override ILearningRate Start() => this;
    }
}
