namespace ActReg.MLNet.Tests;

/// <summary>Of 40 rows in batches of 10, so four steps an epoch; each takes a second of a clock that only they move.</summary>
[TestClass]
public sealed class TimeLimitTests
{
    private const int Epochs = 10;

    private static readonly TrainingSet Rows = TrainingSets.Create(new Random(1), 40, 2);
    private static readonly TrainingSet Validation = Rows.Take([0, 1, 2]);

    private readonly ManualClock _clock = new();

    [TestMethod]
    [DataRow(5, 5, 2, 1.25)]
    [DataRow(4, 4, 1, 1.0)]
    [DataRow(1, 1, 1, 0.25)]
    [DataRow(39, 39, 10, 9.75)]
    [DataRow(40, 40, 10, null, DisplayName = "all epochs")]
    [DataRow(41, 40, 10, null, DisplayName = "time is left")]
    public void Ends_in_the_midst_of_an_epoch_which_is_measured(int seconds, int steps, int epochs, double? inTime)
    {
        var engine = Engine();
        var result = Run(engine, seconds, LearningRateSchedule.Constant);
        Assert.HasCount(steps, engine.Steps);
        Assert.HasCount(epochs, result.History);
        Assert.HasCount(epochs, engine.Evaluations);
        Assert.AreEqual(inTime, result.EpochsInTime);
        Assert.IsFalse(result.IsCancelled);
    }

    [TestMethod]
    public void One_step_is_trained_where_no_time_is_left()
    {
        var engine = Engine();
        var time = new TrainingTime(TimeSpan.FromSeconds(1), _clock);
        _clock.Advance(TimeSpan.FromSeconds(2));
        var result = Run(engine, time, LearningRateSchedule.Constant);
        Assert.HasCount(1, engine.Steps);
        Assert.AreEqual(0.25, result.EpochsInTime);
    }

    /// <summary>The loss of the last, unfinished epoch is the worst.</summary>
    [TestMethod]
    public void Goes_back_to_the_best_epoch()
    {
        var engine = Engine(epoch => Math.Abs(epoch - 2));
        var result = Run(engine, seconds: 13, LearningRateSchedule.Constant, new EarlyStopping(patience: 100));
        Assert.HasCount(4, result.History);
        Assert.AreEqual(2, result.RestoredEpoch);
        Assert.AreEqual(2f, result.Weights[0].Values[0]);
    }

    /// <summary>Whichever is farther: with 8 of 40 steps in time a step counts for five.</summary>
    [TestMethod]
    public void Schedules_of_the_whole_training_come_to_their_end_with_the_time()
    {
        var half = Rates(8, LearningRateSchedule.Cosine());
        Assert.HasCount(8, half);
        for (var step = 0; step < 8; step++)
            Assert.AreEqual((1 + Math.Cos(Math.PI * step / 8)) / 2, half[step], 1e-12);
        foreach (var schedule in (LearningRateSchedule[])[LearningRateSchedule.OneCycle(), LearningRateSchedule.CosLog4(), LearningRateSchedule.FlatCosine(), LearningRateSchedule.Cosine(0.1, warmUpEpochs: 2)])
        {
            var all = Rates(1000, schedule);
            TinyTraining.AreEqual(all.Where((_, step) => step % 5 == 0), Rates(8, schedule), schedule.ToString());
        }
    }

    [TestMethod]
    public void Schedules_of_epochs_and_trainings_with_time_to_spare_are_as_without_a_limit()
    {
        foreach (var schedule in (LearningRateSchedule[])[LearningRateSchedule.Exponential(0.5), LearningRateSchedule.ReduceOnPlateau(TrainingMetric.DataLoss, patience: 1)])
            TinyTraining.AreEqual(Rates(null, schedule).Take(8), Rates(8, schedule), schedule.ToString());
        TinyTraining.AreEqual(Rates(null, LearningRateSchedule.Cosine()), Rates(41, LearningRateSchedule.Cosine()));
    }

    private double[] Rates(int? seconds, LearningRateSchedule schedule)
    {
        var engine = Engine();
        Run(engine, seconds, schedule);
        return [.. engine.LearningRates];
    }

    private TrainingResult Run(RecordingEngine engine, int? seconds, LearningRateSchedule schedule, EarlyStopping? stopping = null) =>
        Run(engine, seconds is { } limit ? new TrainingTime(TimeSpan.FromSeconds(limit), _clock) : null, schedule, stopping);

    private static TrainingResult Run(RecordingEngine engine, TrainingTime? time, LearningRateSchedule schedule, EarlyStopping? stopping = null)
    {
        var settings = Trainings.Settings(Epochs, batchSize: 10, learningRate: 1) with { LearningRateSchedule = schedule, EarlyStopping = stopping };
        return TrainingLoop.Run(engine, RecordingEngine.Request(settings) with { Time = time }, TrainingSets.Data(Rows, Validation));
    }

    /// <param name="loss">Of the validation rows, by the epoch.</param>
    private RecordingEngine Engine(Func<int, double>? loss = null)
    {
        RecordingEngine? engine = null;
        var epoch = 0;
        return engine = new RecordingEngine(rows =>
        {
            if (rows.Length != Validation.RowCount)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return new BatchSums(rows.Length, 0, 0, 0, 0);
            }

            engine!.Weights = [new WeightTensor("epoch", [1], [++epoch])];
            return new BatchSums(rows.Length, rows.Length * (loss?.Invoke(epoch) ?? 0), 0, 0, 0);
        });
    }
}
