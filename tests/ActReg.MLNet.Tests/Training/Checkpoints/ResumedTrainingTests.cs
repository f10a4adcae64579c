using ActReg.MLNet.Tests.Testing;
using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>A training that was interrupted and went on from its checkpoint ends as one that was not, bit for bit.</summary>
[TestClass]
public sealed class ResumedTrainingTests
{
    private const int Rows = 23;
    private const int Features = 3;

    private static readonly Gen<Optimizer> AnyOptimizer = Gen.OneOf(
        Optimizer.Adam(), Optimizer.AdamW(0.01), Optimizer.Sgd(0.9, nesterov: true),
        Optimizer.RmsProp(momentum: 0.5, centered: true));

    private static readonly Gen<EarlyStopping?> AnyRule = Gen.OneOf<EarlyStopping?>(
        null, new EarlyStopping(TrainingMetric.ValidationDataLoss, patience: 2),
        new EarlyStopping(TrainingMetric.Loss, patience: 3, startEpoch: 4),
        new EarlyStopping(TrainingMetric.ValidationAccuracy, patience: 2, restoreBestWeights: false));

    private static readonly Gen<TrainingSettings> AnySettings = Gen.Select(
        Gen.Int[1, 9], Gen.Int[1, 30], Gen.Bool, Gen.Int, AnyOptimizer, AnyRule,
        Gen.OneOf<GradientClipping?>(null, GradientClipping.ByNorm(0.5f)),
        Gen.OneOf<ActivityPenaltySchedule?>(null, ActivityPenaltySchedule.WarmUp(4), ActivityPenaltySchedule.TargetSparsity(0.7f)))
        .Select((epochs, batchSize, shuffle, seed, optimizer, rule, clipping, strengths) =>
            Trainings.Settings(epochs, batchSize, shuffle: shuffle, seed: seed) with
            {
                Optimizer = optimizer,
                EarlyStopping = rule,
                GradientClipping = clipping,
                ActivityPenaltySchedule = strengths,
                LearningRateSchedule = seed % 2 == 0
                    ? LearningRateSchedule.Constant : LearningRateSchedule.ReduceOnPlateau(TrainingMetric.Loss, factor: 0.5, patience: 1),
            });

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void After_any_epoch(TrainingEngine engine)
    {
        using var folder = new TemporaryFolder();
        var training = Create(folder, Trainings.SmallNetwork, Settings(engine), everyEpochs: 1);
        var expected = training.RunUninterrupted();
        for (var epoch = 1; epoch <= expected.History.Count; epoch++)
        {
            training.DieAfter(epoch);
            CheckpointedTraining.AreEqual(expected, training.Run(), $"after epoch {epoch}");
            Assert.IsEmpty(folder.Files, "left after the end");
        }
    }

    /// <summary>Twenty times on end, each time before another batch or validation batch.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Again_and_again_at_any_batch(TrainingEngine engine)
    {
        using var folder = new TemporaryFolder();
        var training = Create(folder, Trainings.SmallNetwork, Settings(engine), everyEpochs: 2);
        for (var call = 0; call < 20; call++)
            training.DieBeforeCall(call);
        Assert.HasCount(1, folder.Files, "the training has not come to its end");
        CheckpointedTraining.AreEqual(training.RunUninterrupted(), training.Run());
    }

    [TestMethod]
    public void With_any_options() => Gen.Select(
        Architectures.Hidden, AnySettings, Gen.Bool, Gen.Int[1, 4], Gen.Int[1, 9], Gen.Int[0, 40], Gen.Bool).Sample(
            (hidden, settings, weighted, everyEpochs, epoch, call, givesWeights) =>
            {
                using var folder = new TemporaryFolder();
                Layer[] layers = [.. hidden, Layer.Dense(1)];
                var training = Create(folder, layers, settings, everyEpochs, weighted) with
                {
                    InitialWeights = givesWeights ? DrawnWeights(layers) : null,
                };
                TrainingResult expected;
                try
                {
                    expected = training.RunUninterrupted();
                }
                catch (TrainingDivergedException)
                {
                    // 7 of 20,000, with both engines: TargetSparsity counters a layer's turn from all zeros to none with all its strength.
                    return;
                }

                training.DieAfter(epoch);
                training.DieBeforeCall(call);
                CheckpointedTraining.AreEqual(expected, training.Run(), Architectures.Text(layers) + settings);
                Assert.IsEmpty(folder.Files);
            }, iter: 200, threads: 1, seed: "0000KOIPe036");

    [TestMethod]
    public void Only_every_so_many_epochs_is_there_a_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var settings = Settings(TrainingEngine.Fused) with { EarlyStopping = null };
        var training = Create(folder, Trainings.SmallNetwork, settings, everyEpochs: 3);
        int?[] epochs = [.. Enumerable.Range(1, 7).Select(epoch =>
        {
            training.DieAfter(epoch);
            var stored = training.File.Read()?.Network.History.Count;
            training.File.Delete();
            return stored;
        })];
        // The callback hears of an epoch before its checkpoint is written.
        TinyTraining.AreEqual(new int?[] { null, null, null, 3, 3, 3, 6 }, epochs);
    }

    [TestMethod]
    public void The_callback_hears_of_no_epoch_twice_but_of_those_after_the_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var settings = Settings(TrainingEngine.Fused) with { EarlyStopping = null };
        var training = Create(folder, Trainings.SmallNetwork, settings, everyEpochs: 3);
        training.DieAfter(5);
        var told = new List<int>();
        training.Run(metrics =>
        {
            told.Add(metrics.Epoch);
            return true;
        });
        TinyTraining.AreEqual([4, 5, 6, 7, 8], told);
    }

    [TestMethod]
    public void Ended_by_its_callback_it_has_ended()
    {
        using var folder = new TemporaryFolder();
        var training = Create(folder, Trainings.SmallNetwork, Settings(TrainingEngine.Fused), everyEpochs: 1);
        Assert.HasCount(3, training.Run(metrics => metrics.Epoch < 3).History);
        Assert.IsEmpty(folder.Files);
    }

    [TestMethod]
    public void Cancelled_it_can_go_on()
    {
        using var folder = new TemporaryFolder();
        var training = Create(folder, Trainings.SmallNetwork, Settings(TrainingEngine.Fused), everyEpochs: 1) with
        {
            OnCancellation = CancellationBehavior.KeepBest,
        };
        using var source = new CancellationTokenSource();
        var cancelled = training.Run(
            metrics =>
            {
                if (metrics.Epoch == 3)
                    source.Cancel();
                return true;
            },
            source.Token.ThrowIfCancellationRequested);
        Assert.IsTrue(cancelled.IsCancelled);
        Assert.HasCount(3, cancelled.History);
        CheckpointedTraining.AreEqual(training.RunUninterrupted(), training.Run());
    }

    private static TrainingSettings Settings(TrainingEngine engine) =>
        Trainings.Settings(epochs: 8, batchSize: 8, engine: engine) with
        {
            EarlyStopping = new EarlyStopping(patience: 5),
            ActivityPenaltySchedule = ActivityPenaltySchedule.WarmUp(5),
        };

    private static IReadOnlyList<WeightTensor> DrawnWeights(Layer[] layers) =>
        Weights.Initialize(NetworkPlanner.Plan(Features, layers), RandomStreams.Create(7, RandomStreams.Initialization));

    private static CheckpointedTraining Create(
        TemporaryFolder folder, Layer[] layers, TrainingSettings settings, int everyEpochs, bool weighted = false) => new(
            layers, TrainingSets.Create(new Random(1), Rows, Features, weighted), TrainingSets.Create(new Random(2), 9, Features),
            settings, new CheckpointFile(folder["checkpoint"]))
        {
            Epochs = everyEpochs,
        };
}
