using CsCheck;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

[TestClass]
public class LearningRateScheduleTests
{
    private static readonly Gen<(int Epochs, int StepsPerEpoch)> Lengths = Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12]);

    private static readonly Gen<double> WarmUpFraction = Gen.OneOf(Gen.Double[0, 0.999], Gen.OneOf(0.0, 0.25, 0.5, 1 - 1e-16));

    private static readonly TrainingSet TenRows = TrainingSets.Create(new Random(1), 10, 2);

    [TestMethod]
    public void Every_step_has_its_rate_and_the_history_shows_the_last_ones()
    {
        var schedule = LearningRateSchedule.Exponential(0.5, decayEpochs: 2);
        var engine = new RecordingEngine();
        var settings = Trainings.Settings(epochs: 4, batchSize: 4, learningRate: 0.25f) with { LearningRateSchedule = schedule };
        var history = TrainingLoop.Run(engine, RecordingEngine.Request(settings), TrainingSets.Data(TenRows, null)).History;
        double[] expected = [.. Enumerable.Range(0, 12).Select(step => 0.25 * Math.Pow(0.5, step / 6.0))];
        Assert.HasCount(expected.Length, engine.LearningRates);
        for (var step = 0; step < expected.Length; step++)
            Assert.AreEqual(expected[step], engine.LearningRates[step], 1e-15);
        CollectionAssert.AreEqual(
            new[] { 2, 5, 8, 11 }.Select(step => engine.LearningRates[step]).ToArray(),
            history.Select(epoch => epoch.LearningRate).ToArray());
    }

    [TestMethod]
    public void A_plateau_in_training_reduces_the_rate_of_the_epochs_after_it()
    {
        double[] losses = [5, 4, 4, 4, 3, 3, 3];
        var epoch = 0;
        var engine = new RecordingEngine(
            rows => rows.Length == 10 ? new BatchSums(10, 0, 0, 0, 0) : new BatchSums(1, losses[epoch++], 0, 0, 0));
        var settings = Trainings.Settings(losses.Length, batchSize: 10, learningRate: 1) with
        {
            LearningRateSchedule = LearningRateSchedule.ReduceOnPlateau(factor: 0.5, patience: 2),
        };
        var history = TrainingLoop.Run(
            engine, RecordingEngine.Request(settings), TrainingSets.Data(TenRows, TenRows.Take([0]))).History;
        CollectionAssert.AreEqual(new[] { 1, 1, 1, 1, 0.5, 0.5, 0.5 }, engine.LearningRates);

        // The history is all that it takes to go on from.
        var replayed = settings.LearningRateSchedule.Start();
        foreach (var metrics in history)
        {
            Assert.AreEqual(metrics.LearningRate, replayed.Factor(default));
            replayed.EndEpoch(metrics);
        }
    }

    [TestMethod]
    public void More_accuracy_is_better()
    {
        var rate = LearningRateSchedule.ReduceOnPlateau(TrainingMetric.Accuracy, factor: 0.5, patience: 1).Start();
        foreach (var (accuracy, factor) in new[] { (0.5, 1), (0.6, 1), (0.6, 0.5), (0.7, 0.5), (0.65, 0.25) })
        {
            rate.EndEpoch(Schedules.Metrics(loss: 1, accuracy));
            Assert.AreEqual(factor, rate.Factor(default));
        }
    }

    /// <summary>Two trainings with one schedule have nothing to do with each other.</summary>
    [TestMethod]
    public void A_plateau_begins_afresh_in_each_training()
    {
        var schedule = LearningRateSchedule.ReduceOnPlateau(TrainingMetric.Loss, patience: 1);
        var first = schedule.Start();
        first.EndEpoch(Schedules.Metrics(1));
        first.EndEpoch(Schedules.Metrics(1));
        Assert.AreEqual(0.1, first.Factor(default));
        Assert.AreEqual(1, schedule.Start().Factor(default));
    }

    [TestMethod]
    public void One_cycle_stays_between_its_ends_and_the_peak_however_few_steps() =>
        Gen.Select(WarmUpFraction, Gen.Double[1, 100], Gen.Double[1, 1e6], Lengths).Sample(
            (warmUpFraction, initialDivisor, finalDivisor, length) =>
            {
                var schedule = LearningRateSchedule.OneCycle(warmUpFraction, initialDivisor, finalDivisor);
                var factors = Schedules.Factors(schedule, length.Epochs, length.StepsPerEpoch);
                foreach (var factor in factors)
                    Assert.IsTrue(factor >= 1 / initialDivisor / finalDivisor - 1e-12 && factor <= 1 + 1e-12, $"{factor}");
                var peak = Array.IndexOf(factors, factors.Max());
                for (var step = 1; step < factors.Length; step++)
                {
                    var change = factors[step] - factors[step - 1];
                    Assert.IsTrue(step <= peak ? change >= 0 : change <= 0, $"step {step}");
                }
            }, threads: 1);

    /// <summary>PyTorch divides by zero.</summary>
    [TestMethod]
    public void One_cycle_whose_first_step_is_the_peak_begins_there()
    {
        Assert.AreEqual(1, Schedules.Factors(LearningRateSchedule.OneCycle(0.5), 1, 2)[0]);
        Assert.AreEqual(1, Schedules.Factors(LearningRateSchedule.OneCycle(0.25), 2, 2)[0]);
    }

    [TestMethod]
    public void Cosine_rises_evenly_through_the_warm_up_and_falls_from_there() =>
        Gen.Select(Lengths, Gen.Double[0, 0.9], Gen.Int[0, 15]).Sample((length, finalFactor, warmUpEpochs) =>
        {
            var schedule = LearningRateSchedule.Cosine(finalFactor, warmUpEpochs);
            var factors = Schedules.Factors(schedule, length.Epochs, length.StepsPerEpoch);
            var warmUpSteps = warmUpEpochs * length.StepsPerEpoch;
            for (var step = 0; step < factors.Length; step++)
            {
                if (step < warmUpSteps)
                    Assert.AreEqual((double)step / warmUpSteps, factors[step], 1e-12);
                else if (step == warmUpSteps)
                    Assert.AreEqual(1, factors[step], 1e-12);
                else
                    Assert.IsTrue(factors[step] < factors[step - 1] && factors[step] > finalFactor, $"step {step}");
            }
        }, threads: 1);

    [TestMethod]
    public void Flat_cosine_is_1_for_its_part_and_then_a_cosine() =>
        Gen.Select(Lengths, Gen.Double[0, 0.9]).Sample((length, flatFraction) =>
        {
            var factors = Schedules.Factors(LearningRateSchedule.FlatCosine(flatFraction), length.Epochs, length.StepsPerEpoch);
            for (var step = 0; step < factors.Length; step++)
            {
                var rest = ((double)step / factors.Length - flatFraction) / (1 - flatFraction);
                Assert.AreEqual(rest <= 0 ? 1 : (1 + Math.Cos(Math.PI * rest)) / 2, factors[step], 1e-12, $"step {step}");
            }
        }, threads: 1);

    [TestMethod]
    public void Arguments_out_of_range_are_refused()
    {
        Assert.StartsWith(
            "decayRate must be finite and greater than 0; received 0.", Error(() => LearningRateSchedule.Exponential(0)));
        Assert.StartsWith("decayEpochs must be at least 1; received 0.", Error(() => LearningRateSchedule.Exponential(0.5, 0)));
        Assert.StartsWith("finalFactor must be at least 0 and below 1; received 1.", Error(() => LearningRateSchedule.Cosine(1)));
        Assert.StartsWith("warmUpEpochs must be at least 0; received -1.", Error(() => LearningRateSchedule.Cosine(0, -1)));
        Assert.StartsWith(
            "warmUpFraction must be at least 0 and below 1; received 1.", Error(() => LearningRateSchedule.OneCycle(1)));
        Assert.StartsWith(
            "initialDivisor must be finite and at least 1; received 0.5.",
            Error(() => LearningRateSchedule.OneCycle(initialDivisor: 0.5)));
        Assert.StartsWith(
            "finalDivisor must be finite and at least 1; received Infinity.",
            Error(() => LearningRateSchedule.OneCycle(finalDivisor: double.PositiveInfinity)));
        Assert.StartsWith("flatFraction must be at least 0 and below 1; received 1.", Error(() => LearningRateSchedule.FlatCosine(1)));
        Assert.StartsWith(
            "factor must be at least 0 and below 1; received 1.", Error(() => LearningRateSchedule.ReduceOnPlateau(factor: 1)));
        Assert.StartsWith(
            "patience must be at least 1; received 0.", Error(() => LearningRateSchedule.ReduceOnPlateau(patience: 0)));
        Assert.StartsWith(
            "minDelta must be finite and at least 0; received NaN.",
            Error(() => LearningRateSchedule.ReduceOnPlateau(minDelta: double.NaN)));
        Assert.StartsWith(
            "cooldown must be at least 0; received -1.", Error(() => LearningRateSchedule.ReduceOnPlateau(cooldown: -1)));
        Assert.StartsWith(
            "minFactor must be at least 0 and below 1; received 1.",
            Error(() => LearningRateSchedule.ReduceOnPlateau(minFactor: 1)));

        static string Error(Func<object> make) => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => make()).Message;
    }

    [TestMethod]
    public void Watching_validation_takes_a_validation_set()
    {
        var mlContext = new MLContext(seed: 1);
        var options = TinyTraining.Options();
        options.LearningRateSchedule = LearningRateSchedule.ReduceOnPlateau();
        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => TinyTraining.Trainer(mlContext, options).Fit(TinyTraining.Circles(mlContext)));
        Assert.Contains("learningRateSchedule watches ValidationDataLoss, and there is no validation set", error.Message);

        TinyTraining.Trainer(mlContext, options).Fit(TinyTraining.Circles(mlContext), TinyTraining.Circles(mlContext, seed: 2));
        options.LearningRateSchedule = LearningRateSchedule.ReduceOnPlateau(TrainingMetric.DataLoss);
        TinyTraining.Trainer(mlContext, options).Fit(TinyTraining.Circles(mlContext));
    }

    [TestMethod]
    public void Regression_has_no_accuracy_to_watch()
    {
        var options = TinyTraining.Options();
        options.LearningRateSchedule = LearningRateSchedule.ReduceOnPlateau(TrainingMetric.ValidationAccuracy);
        var error = Assert.ThrowsExactly<ArgumentException>(
            () => new MLContext().Regression.Trainers.ActivityRegularizedMlp(options));
        Assert.AreEqual("learningRateSchedule.monitor must be a loss in regression; received ValidationAccuracy.", error.Message);
    }
}
