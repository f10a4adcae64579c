namespace ActReg.MLNet.Tests;

[TestClass]
public class TrainingLoopTests
{
    private static readonly TrainingSet TenRows = TrainingSets.Create(new Random(1), 10, 2);

    [TestMethod]
    public void An_epoch_has_every_row_once_and_keeps_the_last_partial_batch()
    {
        var engine = new RecordingEngine();
        Run(engine, Trainings.Settings(epochs: 3, batchSize: 4));
        CollectionAssert.AreEqual(new[] { 4, 4, 2, 4, 4, 2, 4, 4, 2 }, engine.Steps.Select(batch => batch.Length).ToArray());
        foreach (var epoch in Epochs(engine, 3))
            CollectionAssert.AreEquivalent(TenRows.AllRows(), epoch);
    }

    [TestMethod]
    public void Without_shuffling_rows_come_in_order()
    {
        var engine = new RecordingEngine();
        Run(engine, Trainings.Settings(epochs: 2, batchSize: 4, shuffle: false));
        foreach (var epoch in Epochs(engine, 3))
            CollectionAssert.AreEqual(TenRows.AllRows(), epoch);
    }

    [TestMethod]
    public void Shuffles_differ_by_epoch_and_seed_and_repeat_with_the_seed()
    {
        var first = Orders(seed: 1);
        Assert.HasCount(20, first.Distinct().ToArray());
        CollectionAssert.AreEqual(first, Orders(seed: 1));
        Assert.IsFalse(first.Intersect(Orders(seed: 2)).Any());

        static string[] Orders(int seed)
        {
            var engine = new RecordingEngine();
            Run(engine, Trainings.Settings(epochs: 20, batchSize: 10, seed: seed));
            return [.. engine.Steps.Select(batch => string.Join(' ', batch))];
        }
    }

    /// <summary>
    /// Pearson's statistic of 24,000 shuffles of 4 rows, 23 degrees of freedom: above 65 by chance once in 150,000; the seed is fixed.
    /// </summary>
    [TestMethod]
    public void Every_order_is_equally_likely()
    {
        const int Epochs = 24_000;
        var engine = new RecordingEngine();
        TrainingLoop.Run(engine, RecordingEngine.Request(Trainings.Settings(Epochs, batchSize: 4)), TrainingSets.Data(TenRows.Take([0, 1, 2, 3]), null));
        // From each epoch's order to the next: the shuffle itself.
        var shuffles = engine.Steps.Zip(
            engine.Steps.Skip(1), (before, after) => string.Concat(after.Select(row => Array.IndexOf(before, row))));
        var counts = shuffles.GroupBy(shuffle => shuffle).Select(group => (double)group.Count()).ToArray();
        Assert.HasCount(24, counts);
        Assert.IsLessThan(65, counts.Sum(count => (count - Epochs / 24) * (count - Epochs / 24) / (Epochs / 24)));
    }

    [TestMethod]
    public void Figures_are_averaged_by_batch_weight()
    {
        // Batches of weight 3, 3 and 1, whose losses per row are 1, 2 and 9.
        var answers = new Queue<BatchSums>([new(3, 3, 0.3, 0.03, 2), new(3, 6, 0.6, 0.03, 3), new(1, 9, 0.5, 0.08, 0)]);
        var engine = new RecordingEngine(_ => answers.Dequeue());
        var metrics = Run(engine, Trainings.Settings(epochs: 1, batchSize: 4)).History.Single();
        Assert.AreEqual(1, metrics.Epoch);
        Assert.AreEqual(18 / 7.0, metrics.DataLoss, 1e-12);
        Assert.AreEqual(1.4 / 7, metrics.ActivityPenalty, 1e-12);
        Assert.AreEqual(0.14 / 7, metrics.KernelPenalty, 1e-12);
        Assert.AreEqual(19.54 / 7, metrics.Loss, 1e-12);
        Assert.AreEqual(5 / 7.0, metrics.Accuracy, 1e-12);
        Assert.AreEqual(double.NaN, metrics.ValidationLoss);
        Assert.AreEqual(double.NaN, metrics.ValidationDataLoss);
        Assert.AreEqual(double.NaN, metrics.ValidationAccuracy);
    }

    [TestMethod]
    public void Validation_takes_its_rows_in_order_after_each_epoch()
    {
        var engine = new RecordingEngine(rows => new BatchSums(rows.Length, rows.Sum(), 1.5 * rows.Length, 0.5 * rows.Length, 1));
        var validation = TrainingSets.Create(new Random(2), 7, 2);
        var result = TrainingLoop.Run(engine, RecordingEngine.Request(Trainings.Settings(epochs: 2, batchSize: 4)), TrainingSets.Data(TenRows, validation));
        CollectionAssert.AreEqual(
            new[] { 0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6 }, engine.Evaluations.SelectMany(batch => batch).ToArray());
        Assert.AreEqual(3, result.History[1].ValidationDataLoss);
        Assert.AreEqual(5, result.History[1].ValidationLoss);
        Assert.AreEqual(2 / 7.0, result.History[1].ValidationAccuracy, 1e-12);
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Training_figures_are_those_before_the_update_and_validation_those_after(TrainingEngine engine)
    {
        var settings = Trainings.Settings(epochs: 3, batchSize: 100, shuffle: false, engine: engine);
        var history = Trainings.Run(Trainings.SmallNetwork, TenRows, settings, TenRows).History;
        // With one batch per epoch, an epoch's figures after it are the next one's before it.
        for (var epoch = 1; epoch < history.Count; epoch++)
        {
            Assert.AreEqual(history[epoch].Loss, history[epoch - 1].ValidationLoss, 1e-6);
            Assert.AreEqual(history[epoch].DataLoss, history[epoch - 1].ValidationDataLoss, 1e-6);
            Assert.AreEqual(history[epoch].Accuracy, history[epoch - 1].ValidationAccuracy, 1e-6);
        }

        Assert.IsLessThan(history[0].Loss, history[2].Loss);
    }

    [TestMethod]
    public void Stopping_ends_training_after_that_epoch()
    {
        var engine = new RecordingEngine();
        var result = TrainingLoop.Run(
            engine,
            RecordingEngine.Request(Trainings.Settings(epochs: int.MaxValue, batchSize: 10)) with
            {
                Control = new() { EndEpoch = metrics => metrics.Epoch < 3 },
            },
            TrainingSets.Data(TenRows));
        Assert.HasCount(3, result.History);
        Assert.HasCount(3, engine.Steps);
    }

    [TestMethod]
    public void Cancelling_ends_training_before_the_next_batch()
    {
        using var cancellation = new CancellationTokenSource();
        var engine = new RecordingEngine(rows =>
        {
            cancellation.Cancel();
            return new BatchSums(rows.Length, 0, 0, 0, 0);
        });
        Assert.ThrowsExactly<OperationCanceledException>(() => TrainingLoop.Run(
            engine,
            RecordingEngine.Request(Trainings.Settings(batchSize: 1)) with
            {
                Control = new() { CheckAlive = cancellation.Token.ThrowIfCancellationRequested },
            },
            TrainingSets.Data(TenRows)));
        Assert.HasCount(1, engine.Steps);
    }

    [TestMethod]
    public void Cancelled_before_the_first_batch_there_is_nothing_to_keep()
    {
        var engine = new RecordingEngine();
        Assert.ThrowsExactly<OperationCanceledException>(() => TrainingLoop.Run(
            engine,
            RecordingEngine.Request(Trainings.Settings(batchSize: 1)) with
            {
                Control = new() { CheckAlive = () => throw new OperationCanceledException(), OnCancellation = CancellationBehavior.KeepBest },
            },
            TrainingSets.Data(TenRows)));
        Assert.IsEmpty(engine.Steps);
    }

    private static TrainingResult Run(RecordingEngine engine, TrainingSettings settings) =>
        TrainingLoop.Run(engine, RecordingEngine.Request(settings), TrainingSets.Data(TenRows, null));

    private static IEnumerable<int[]> Epochs(RecordingEngine engine, int batches) =>
        engine.Steps.Chunk(batches).Select(epoch => epoch.SelectMany(batch => batch).ToArray());
}
