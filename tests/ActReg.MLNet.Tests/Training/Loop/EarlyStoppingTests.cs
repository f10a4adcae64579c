using Microsoft.ML;

namespace ActReg.MLNet.Tests;

[TestClass]
public class EarlyStoppingTests
{
    private static readonly EarlyStopping Rule = new(TrainingMetric.DataLoss, patience: 2);

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    [DataRow(new[] { 5.0, 4, 3, 3.5, 3.4, 1 }, 2, 0f, 1, 5, 3, DisplayName = "two worse epochs in a row")]
    [DataRow(new[] { 5.0, 4, 4.5, 3, 3.5, 1 }, 2, 0f, 1, 6, 6, DisplayName = "a better one in between starts afresh")]
    [DataRow(new[] { 5.0, 4, 3, 3, 3, 1 }, 2, 0f, 1, 5, 3, DisplayName = "the same is not better")]
    [DataRow(new[] { 5.0, 4.6, 4.2, 3.8, 1 }, 2, 0.5f, 1, 5, 5, DisplayName = "small steps, each beaten by min delta only against the best")]
    [DataRow(new[] { 5.0, 4.9, 4.8, 1 }, 2, 0.5f, 1, 3, 1, DisplayName = "too small steps")]
    [DataRow(new[] { 1.0, 5, 6, 4, 7, 8, 9 }, 2, 0f, 2, 6, 4, DisplayName = "the first epoch is not watched")]
    [DataRow(new[] { 5.0, double.NaN, double.NaN, 1 }, 2, 0f, 1, 3, 1, DisplayName = "no number is not better")]
    public void Stops_and_returns_to_the_best(double[] losses, int patience, float minDelta, int startEpoch, int epochs, int best)
    {
        var rule = new EarlyStopping(TrainingMetric.ValidationDataLoss, patience, minDelta, startEpoch);
        var result = Run(rule, losses);
        Assert.HasCount(epochs, result.History);
        Assert.AreEqual((float)best, result.Weights[0].Values[0], "the epoch of the weights");

        var last = Run(new EarlyStopping(TrainingMetric.ValidationDataLoss, patience, minDelta, startEpoch, restoreBestWeights: false), losses);
        Assert.AreEqual((float)epochs, last.Weights[0].Values[0], "the epoch of the weights that are not restored");
    }

    /// <summary>The model of the best epoch is, bit for bit, that of a training which ends there.</summary>
    [TestMethod]
    public void Gives_the_model_of_a_training_that_ends_at_the_best_epoch()
    {
        var all = _mlContext.Data.LoadCircles(100, noise: 0.1, seed: 1);
        var (train, test) = (_mlContext.Data.TakeRows(all, 30), _mlContext.Data.SkipRows(all, 30));
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(50, Activation.Relu)];
        options.Epochs = 400;
        options.EarlyStopping = new EarlyStopping(patience: 20);
        var stopped = TinyTraining.Trainer(_mlContext, options).Fit(train, test).Model.SubModel;
        var best = stopped.History.MinBy(epoch => epoch.ValidationDataLoss)!.Epoch;
        Assert.IsLessThan(400, stopped.History.Count);
        Assert.HasCount(best + 20, stopped.History);
        Assert.AreEqual(options.EarlyStopping, stopped.TrainingSettings.EarlyStopping);
        var stored = NetworkDescription.FromJson(NetworkDescription.Of(stopped.ToTrainedNetwork()).ToJson());
        Assert.AreEqual(stopped.TrainingSettings, stored.Settings, "stored");

        options.EarlyStopping = null;
        options.Epochs = best;
        var ended = TinyTraining.Trainer(_mlContext, options).Fit(train, test).Model.SubModel;
        TinyTraining.AreEqual(ended.AllWeights(), stopped.AllWeights());
    }

    /// <summary>The loss only rises; it is judged from the epoch on in which the penalty was whole from the first step.</summary>
    [TestMethod]
    public void Waits_for_the_end_of_a_warm_up()
    {
        var engine = Rising(epoch => [0, 0]);
        var result = PenaltySchedules.Run(engine, ActivityPenaltySchedule.WarmUp(4), epochs: 20, batchSize: 10, Rule);
        Assert.HasCount(7, result.History);
        Assert.AreEqual(5f, result.Weights[0].Values[0]);
    }

    /// <summary>Of 20 % active outputs there may be 22 %, in all layers at once, and more again later.</summary>
    [TestMethod]
    public void Waits_until_the_target_is_reached()
    {
        var engine = Rising(epoch => epoch switch { < 4 => [0.79, 0.75], 4 => [0.79, 0.785], _ => [0.7, 0.7] });
        var result = PenaltySchedules.Run(engine, ActivityPenaltySchedule.TargetSparsity(0.8f), epochs: 20, batchSize: 10, Rule);
        Assert.HasCount(6, result.History);
        Assert.AreEqual(4f, result.Weights[0].Values[0]);

        // Of 4 and 10 units: 1.2 and 2 are active.
        engine = Rising(_ => [0.7, 0.8]);
        Assert.HasCount(3, PenaltySchedules.Run(engine, ActivityPenaltySchedule.TargetActiveUnits(2), 20, 10, Rule).History);
        engine = Rising(_ => [0.7, 0.7]);
        Assert.HasCount(20, PenaltySchedules.Run(engine, ActivityPenaltySchedule.TargetActiveUnits(2), 20, 10, Rule).History);
    }

    [TestMethod]
    public void Every_figure_can_be_watched()
    {
        var metrics = new EpochMetrics
        {
            Epoch = 1,
            Loss = 1,
            DataLoss = 2,
            ActivityPenalty = 3,
            Accuracy = 4,
            ValidationLoss = 5,
            ValidationDataLoss = 6,
            ValidationAccuracy = 7,
            ValidationMetrics = [new("ValidationAuprc", 9), new("ValidationAuc", 8), new("ValidationCalibratedLoss", 11), new("mine", 10)],
        };
        (TrainingMetric Metric, double Cost, bool OfValidation)[] expected =
        [
            (TrainingMetric.ValidationDataLoss, 6, true), (TrainingMetric.ValidationLoss, 5, true), (TrainingMetric.ValidationAccuracy, -7, true),
            (TrainingMetric.DataLoss, 2, false), (TrainingMetric.Loss, 1, false), (TrainingMetric.Accuracy, -4, false),
            (TrainingMetric.ValidationAuc, -8, true), (TrainingMetric.ValidationAuprc, -9, true), (TrainingMetric.ValidationCalibratedLoss, 11, true),
        ];
        TinyTraining.AreEqual(TrainingMetric.Named, expected.Select(entry => entry.Metric));
        expected = [.. expected, (new CustomMetric("mine", higherIsBetter: true), -10, true), (new CustomMetric("mine", higherIsBetter: false), 10, true)];
        foreach (var (metric, cost, ofValidation) in expected)
        {
            Assert.AreEqual(cost, metric.Cost(metrics));
            Assert.AreEqual(ofValidation, metric.IsOfValidation);
        }
    }

    [TestMethod]
    public void Watching_validation_takes_a_validation_set()
    {
        var options = TinyTraining.Options();
        options.EarlyStopping = new EarlyStopping();
        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext)));
        Assert.Contains("earlyStopping watches ValidationDataLoss, and there is no validation set", error.Message);

        options.EarlyStopping = new EarlyStopping(TrainingMetric.DataLoss);
        TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext));
    }

    [TestMethod]
    public void Regression_has_no_accuracy_to_watch()
    {
        var options = TinyTraining.Options();
        options.EarlyStopping = new EarlyStopping(TrainingMetric.Accuracy);
        var error = Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Regression.Trainers.ActivityRegularizedMlp(options));
        Assert.AreEqual("earlyStopping.monitor must be a loss in regression; received Accuracy.", error.Message);
    }

    [TestMethod]
    public void Arguments_out_of_range_are_refused()
    {
        Assert.StartsWith("patience must be at least 1; received 0.", Error(() => new EarlyStopping(patience: 0)));
        Assert.StartsWith("minDelta must be finite and at least 0; received -1.", Error(() => new EarlyStopping(minDelta: -1)));
        Assert.StartsWith("startEpoch must be at least 1; received 0.", Error(() => new EarlyStopping(startEpoch: 0)));
        Assert.AreEqual(TrainingMetric.ValidationDataLoss, new EarlyStopping().Monitor);

        static string Error(Func<object> make) => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => make()).Message;
    }

    /// <summary>An engine whose one weight and loss are the number of the epoch, and whose zero fractions are given.</summary>
    private static RecordingEngine Rising(Func<int, double[]> zeros)
    {
        var epoch = 0;
        RecordingEngine engine = null!;
        engine = new RecordingEngine(rows =>
        {
            epoch++;
            engine.Zeros = zeros(epoch);
            engine.Weights = [new WeightTensor("epoch", [1], [epoch])];
            return new BatchSums(rows.Length, epoch * rows.Length, 0, 0, 0);
        });
        return engine;
    }

    /// <summary>An engine whose one weight is the number of the epoch, and whose validation losses are given.</summary>
    private static TrainingResult Run(EarlyStopping rule, double[] losses)
    {
        var epoch = 0;
        var engine = new RecordingEngine();
        engine = new RecordingEngine(rows =>
        {
            if (rows.Length == 2)
            {
                epoch++;
                engine.Weights = [new WeightTensor("epoch", [1], [epoch])];
                return new BatchSums(2, 0, 0, 0, 0);
            }

            return new BatchSums(1, losses[epoch - 1], 0, 0, 0);
        });
        var train = new TrainingSet(1, [0, 0], [0, 1], null);
        var validation = new TrainingSet(1, [0], [0], null);
        var settings = Trainings.Settings(losses.Length) with { EarlyStopping = rule };
        return TrainingLoop.Run(engine, RecordingEngine.Request(settings), TrainingSets.Data(train, validation));
    }
}
