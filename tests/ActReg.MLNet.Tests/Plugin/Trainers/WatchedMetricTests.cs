using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Metrics that are computed from the validation set's scores.</summary>
[TestClass]
public sealed class WatchedMetricTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(TrainingEngine.Fused, true)]
    [DataRow(TrainingEngine.Fused, false)]
    [DataRow(TrainingEngine.Torch, true)]
    public void Both_areas_are_those_of_MLNets_evaluator(TrainingEngine engine, bool cacheInMemory)
    {
        var options = Watching(new EarlyStopping(TrainingMetric.ValidationAuc, patience: 9, restoreBestWeights: false));
        options.LearningRateSchedule = LearningRateSchedule.ReduceOnPlateau(TrainingMetric.ValidationAuprc, patience: 9);
        options.Engine = engine;
        options.CacheInMemory = cacheInMemory;
        var validation = TinyTraining.Circles(_mlContext, rowCount: 50, seed: 2);
        var model = TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext), validation);
        var expected = _mlContext.BinaryClassification.Evaluate(model.Transform(validation));
        var found = model.Network().History[^1].ValidationMetrics;
        TinyTraining.AreEqual(["ValidationAuc", "ValidationAuprc"], found.Select(metric => metric.Name));
        Assert.AreEqual(expected.AreaUnderRocCurve, found[0].Value, 1e-6);
        Assert.AreEqual(expected.AreaUnderPrecisionRecallCurve, found[1].Value, 1e-6);
        Assert.HasCount(TinyTraining.EpochCount, model.Network().History.Select(epoch => epoch.ValidationMetrics[0].Value).Distinct());
    }

    [TestMethod]
    public void Early_stopping_returns_to_the_best_epoch()
    {
        var options = Watching(new EarlyStopping(TrainingMetric.ValidationAuc, patience: 3));
        options.Epochs = 500;
        options.LearningRate = 0.3f;
        var validation = TinyTraining.Circles(_mlContext, rowCount: 50, seed: 2);
        var model = TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext), validation);
        var history = model.Network().History;
        var best = history.MaxBy(epoch => epoch.ValidationMetrics[0].Value)!;
        Assert.AreEqual(history.Count - 3, best.Epoch);
        Assert.IsGreaterThan(1, best.Epoch);
        Assert.AreEqual(
            _mlContext.BinaryClassification.Evaluate(model.Transform(validation)).AreaUnderRocCurve, best.ValidationMetrics[0].Value, 1e-6);
    }

    /// <summary>Binary: logits. With weights, of which rows that are skipped have none.</summary>
    [TestMethod]
    public void A_metric_of_ones_own_is_given_the_scores_labels_and_weights()
    {
        var set = TrainingSets.Create(new Random(1), 23, 2, weighted: true);
        var seen = new List<float[][]>();
        var options = Watching(new EarlyStopping(Spy(seen), restoreBestWeights: false));
        options.ExampleWeightColumnName = "Weight";
        var data = Data.Binary(_mlContext, set);
        var model = TinyTraining.Trainer(_mlContext, options).Fit(data, data);
        Assert.HasCount(TinyTraining.EpochCount, seen);
        AreNear(model.Scores(data), seen[^1][0]);
        TinyTraining.AreEqual(set.Targets.ToArray(), seen[^1][1]);
        TinyTraining.AreEqual(set.Weights!.ToArray(), seen[^1][2]);
        TinyTraining.AreEqual(Enumerable.Range(1, TinyTraining.EpochCount).Select(i => (double)i), model.Network().History.Select(epoch => epoch.ValidationMetrics[0].Value));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void So_it_is_in_multiclass_classification_and_regression(bool cacheInMemory)
    {
        var seen = new List<float[][]>();
        var options = Watching(new EarlyStopping(Spy(seen), restoreBestWeights: false));
        options.CacheInMemory = cacheInMemory;
        var data = _mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, 30).Select(row => new KeyRow { Features = [row % 5, row % 7], Label = (uint)row % 3 }).ToList());
        var classifier = _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options).Fit(data, data);
        AreNear(classifier.Transform(data).GetColumn<float[]>("Score").SelectMany(scores => scores), seen[^1][0]);
        TinyTraining.AreEqual(Enumerable.Range(0, 30).Select(row => (float)(row % 3)), seen[^1][1]);
        TinyTraining.AreEqual(Enumerable.Repeat(1f, 30), seen[^1][2]);

        var set = TrainingSets.Create(new Random(1), 23, 2) with { Targets = new(1, Numbers.Array(new Random(2), 23, 50)) };
        data = Data.Regression(_mlContext, set);
        var regressor = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(data, data);
        AreNear(regressor.Scores(data), seen[^1][0]);
        AreNear(set.Targets.ToArray(), seen[^1][1]);
    }

    [TestMethod]
    public void The_line_in_the_log_has_them()
    {
        var lines = new List<string>();
        _mlContext.Log += (_, entry) => lines.Add(entry.RawMessage);
        var options = Watching(new EarlyStopping(TrainingMetric.Custom("F1", (_, _, _) => 0.25, higherIsBetter: true)));
        TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext), TinyTraining.Circles(_mlContext));
        Assert.Contains("F1 0.25, learning rate ", lines.Single(line => line.StartsWith("Epoch 1 of 3: ", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_model_keeps_the_name_and_the_figures()
    {
        var metric = TrainingMetric.Custom("F1", (scores, _, _) => scores[0], higherIsBetter: false);
        var options = Watching(new EarlyStopping(metric));
        options.LearningRateSchedule = LearningRateSchedule.ReduceOnPlateau(metric);
        var data = TinyTraining.Circles(_mlContext);
        var model = TinyTraining.Trainer(_mlContext, options).Fit(data, data);
        var read = SavedModel.Reload(_mlContext, model, data.Schema).Network();
        TinyTraining.AreEqual(model.Network().History, read.History);
        Assert.AreEqual(("F1", false), (read.TrainingSettings.EarlyStopping!.Monitor.Name, read.TrainingSettings.EarlyStopping.Monitor.HigherIsBetter));

        options.EarlyStopping = read.TrainingSettings.EarlyStopping;
        options.LearningRateSchedule = LearningRateSchedule.Constant;
        Assert.AreEqual(
            "earlyStopping.monitor must be given again, because a model stores a custom metric without its function; received \"F1\".",
            Assert.ThrowsExactly<ArgumentException>(() => TinyTraining.Trainer(_mlContext, options)).Message);
    }

    [TestMethod]
    public void A_resumed_training_ends_the_same()
    {
        var options = Watching(new EarlyStopping(TrainingMetric.Custom("mean", (scores, _, _) => scores[0] + scores[1], higherIsBetter: true), patience: 3));
        options.LearningRateSchedule = LearningRateSchedule.ReduceOnPlateau(TrainingMetric.ValidationAuc, patience: 1);
        options.Epochs = 8;
        options.ValidationFraction = 0.3f;
        var data = TinyTraining.Circles(_mlContext);
        var expected = TinyTraining.Trainer(_mlContext, options).Fit(data).Network();
        options.CheckpointPath = _folder["checkpoint"];
        options.CheckpointEpochs = 1;
        options.OnEpochEnd = epoch => Assert.AreNotEqual(4, epoch.Metrics.Epoch);
        Assert.ThrowsExactly<AssertFailedException>(() => TinyTraining.Trainer(_mlContext, options).Fit(data));

        options.OnEpochEnd = null;
        var early = options.EarlyStopping;
        options.EarlyStopping = new EarlyStopping(TrainingMetric.Custom("median", (_, _, _) => 0, higherIsBetter: true), patience: 3);
        Assert.Contains("earlyStopping.monitor.custom: \"mean\" in the checkpoint, \"median\" now.", Assert.ThrowsExactly<InvalidOperationException>(() => TinyTraining.Trainer(_mlContext, options).Fit(data)).Message);
        options.EarlyStopping = early;
        var resumed = TinyTraining.Trainer(_mlContext, options).Fit(data).Network();
        TinyTraining.AreEqual(expected.AllWeights(), resumed.AllWeights());
        TinyTraining.AreEqual(expected.History, resumed.History);
    }

    [TestMethod]
    public void One_that_throws_or_returns_no_number_is_named()
    {
        Assert.AreEqual("The metric \"F1\" must return a finite number; received NaN.", Error((_, _, _) => double.NaN).Message);
        Assert.AreEqual("The metric \"F1\" must return a finite number; received -Infinity.", Error((_, _, _) => double.NegativeInfinity).Message);
        var error = Error((_, _, _) => throw new OperationCanceledException("no time"));
        Assert.AreEqual("The metric \"F1\" threw: no time", error.Message);
        Assert.IsInstanceOfType<OperationCanceledException>(error.InnerException);

        InvalidOperationException Error(ValidationMetricFunction compute)
        {
            var options = Watching(new EarlyStopping(TrainingMetric.Custom("F1", compute, higherIsBetter: true)));
            options.ValidationFraction = 0.5f;
            return Assert.ThrowsExactly<InvalidOperationException>(() => TinyTraining.Fit(options));
        }
    }

    /// <summary>The metric would be asked of scores that are not numbers.</summary>
    [TestMethod]
    public void Divergence_is_told_as_such()
    {
        var options = Watching(new EarlyStopping(TrainingMetric.Custom("F1", (scores, _, _) => scores[0], higherIsBetter: true)));
        options.ValidationFraction = 0.5f;
        options.LearningRate = 1e30f;
        options.Optimizer = Optimizer.Sgd();
        options.Layers = [Layer.Dense(4, Activation.Relu), Layer.Dense(4)];
        Assert.ThrowsExactly<TrainingDivergedException>(() => TinyTraining.Fit(options));
    }

    [TestMethod]
    public void What_cannot_be_measured_is_refused()
    {
        foreach (var metric in new[] { TrainingMetric.ValidationAuc, TrainingMetric.ValidationAuprc })
        {
            var options = Watching(new EarlyStopping(metric));
            var message = $"earlyStopping.monitor must not be a metric of binary classification alone; received {metric}.";
            Assert.AreEqual(message, Refusal(() => _mlContext.Regression.Trainers.ActivityRegularizedMlp(options)));
            Assert.AreEqual(message, Refusal(() => _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options)));
            Assert.Contains(
                $"earlyStopping watches {metric}, and there is no validation set",
                Assert.ThrowsExactly<InvalidOperationException>(() => TinyTraining.Fit(options)).Message);
            var one = Data.Binary(_mlContext, 2, [1, 2, 3, 4], [true, true]);
            Assert.AreEqual(
                $"{metric} takes validation rows of both classes; all 2 have the label True.",
                Assert.ThrowsExactly<InvalidOperationException>(
                    () => TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext), one)).Message);
        }

        var two = Watching(new EarlyStopping(TrainingMetric.Custom("F1", (_, _, _) => 1, higherIsBetter: true)));
        two.LearningRateSchedule = LearningRateSchedule.ReduceOnPlateau(TrainingMetric.Custom("F1", (_, _, _) => 2, higherIsBetter: true));
        Assert.AreEqual(
            "earlyStopping and learningRateSchedule must not watch two metrics of the same name; received \"F1\".",
            Refusal(() => TinyTraining.Trainer(_mlContext, two)));
        Assert.ThrowsExactly<ArgumentException>(() => TrainingMetric.Custom(" ", (_, _, _) => 1, higherIsBetter: true));
        Assert.ThrowsExactly<ArgumentNullException>(() => TrainingMetric.Custom("F1", null!, higherIsBetter: true));

        static string Refusal(Action make) => Assert.ThrowsExactly<ArgumentException>(make).Message;
    }

    private static ActivityRegularizedMlpOptions Watching(EarlyStopping rule)
    {
        var options = TinyTraining.Options();
        options.EarlyStopping = rule;
        return options;
    }

    /// <summary>The number of the epoch; what it is given is noted.</summary>
    private static TrainingMetric Spy(List<float[][]> seen) => TrainingMetric.Custom(
        "spy",
        (scores, labels, weights) =>
        {
            seen.Add([scores.ToArray(), labels.ToArray(), weights.ToArray()]);
            return seen.Count;
        },
        higherIsBetter: true);

    private static void AreNear(IEnumerable<float> expected, IReadOnlyList<float> actual)
    {
        Assert.HasCount(expected.Count(), actual);
        foreach (var (left, right) in expected.Zip(actual))
            Assert.AreEqual(left, right, 1e-5 * (1 + Math.Abs(left)));
    }

    private sealed class KeyRow
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        [KeyType(3)]
        public uint Label { get; set; }
    }
}
