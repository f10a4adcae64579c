using ActReg.MLNet.Tests.Testing;
using CsCheck;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>The option SeriesWindow: what is trained, what is scored, in which units.</summary>
[TestClass]
public sealed class SeriesWindowTrainingTests : IDisposable
{
    private const int Lags = 6;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static IEnumerable<object[]> Kinds =>
        from kind in SeriesTrainer.All
        from cacheInMemory in kind == SeriesTrainer.Tabular ? [true] : (bool[])[true, false]
        from areSparse in (bool[])[false, true]
        select new object[] { kind.Name, cacheInMemory, areSparse };

    /// <summary>
    /// To the last bit, histories and early stopping too: nothing else is trained than what somebody would who scaled windows and labels by hand, and scores are
    /// <c>mean + spread · score</c>.
    /// </summary>
    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Trains_and_scores_as_on_rows_scaled_by_hand(string name, bool cacheInMemory, bool areSparse)
    {
        var kind = SeriesTrainer.All.Single(kind => kind.Name == name);
        var rows = SeriesRows.Rising(60, Lags, kind.Steps, kind.HasOthers);
        var expected = kind.Fit(_mlContext, options => Options(options), rows.Scaled(kind.Slots).View(_mlContext, kind.HasVectorLabel));
        var found = kind.Fit(_mlContext, options => Options(options).SeriesWindow = kind.Window, rows.View(_mlContext, kind.HasVectorLabel, areSparse));
        foreach (var (left, right) in expected.Networks.Zip(found.Networks))
        {
            TinyTraining.AreEqual(left.Weights.SelectMany(weight => weight.Values), right.Weights.SelectMany(weight => weight.Values));
            TinyTraining.AreEqual(left.History, right.History);
        }

        var fresh = SeriesRows.Rising(20, Lags, kind.Steps, kind.HasOthers, from: 200);
        var scales = fresh.Scales(kind.Slots);
        var byHand = kind.Scores(expected.Model, fresh.Scaled(kind.Slots).View(_mlContext, kind.HasVectorLabel));
        var width = byHand.Length / scales.Count;
        AreNear(
            byHand.Select((score, i) => kind == SeriesTrainer.Tabular ? scales[i / width].Mean + (double)scales[i / width].Spread * score : (float)(scales[i / width].Mean + (double)scales[i / width].Spread * score)),
            kind.Scores(found.Model, fresh.View(_mlContext, kind.HasVectorLabel, areSparse)), kind == SeriesTrainer.Tabular ? 1e-6 : 0);

        ActivityRegularizedOptionsBase Options(ActivityRegularizedOptionsBase options)
        {
            (options.ValidationFraction, options.ValidationRows, options.EarlyStopping) = (0.25f, ValidationRows.Last, new EarlyStopping(patience: 2));
            (options.CacheInMemory, options.BoundScores) = (cacheInMemory, false);
            return options;
        }
    }

    /// <summary>Row by row, in bulk, from a data view, by a prediction engine and from a file, dense rows and sparse ones: the same bits.</summary>
    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Scores_are_the_same_on_every_road(string name)
    {
        var kind = SeriesTrainer.All.Single(kind => kind.Name == name);
        var rows = SeriesRows.Rising(300, Lags, kind.Steps, kind.HasOthers);
        var view = rows.View(_mlContext, kind.HasVectorLabel);
        var model = kind.Fit(_mlContext, options => options.SeriesWindow = kind.Window, view).Model;
        var expected = kind.Scores(model, view);
        TinyTraining.AreEqual(expected, kind.Scores(model, rows.View(_mlContext, kind.HasVectorLabel, areSparse: true)), "sparse");
        TinyTraining.AreEqual(expected, kind.Scores(SavedModel.Reload(_mlContext, model, view.Schema), view), "from a file");
        TinyTraining.AreEqual(expected, SeriesTrainer.ScoresInBulk(model, rows.Features), "in bulk");
        if (SeriesTrainer.ScoresOfView(model, view) is { } ofView)
        {
            TinyTraining.AreEqual(expected, ofView, "of a view");
            TinyTraining.AreEqual(expected, SeriesTrainer.ScoresOfView(model, rows.View(_mlContext, kind.HasVectorLabel, areSparse: true))!, "of a sparse view");
        }

        if (!kind.HasVectorScore)
        {
            var engine = _mlContext.Model.CreatePredictionEngine<SeriesRows.NumberRow, Prediction>(model, view.Schema);
            TinyTraining.AreEqual(expected[..20], Enumerable.Range(0, 20).Select(row => engine.Predict(new() { Features = new(rows.Set.FeatureCount, rows.Set.Row(row).ToArray()) }).Score), "by an engine");
        }
    }

    public static IEnumerable<object[]> Names => SeriesTrainer.All.Select(kind => new object[] { kind.Name });

    /// <summary>A series in other units, or on another level, is forecast the same: the reason why the method is what it is.</summary>
    [TestMethod]
    public void Scores_of_other_units_are_the_scores_in_those_units()
    {
        var rows = SeriesRows.Rising(60, Lags, others: false);
        int[] slots = [.. Enumerable.Range(0, Lags)];
        var options = TinyTraining.Options();
        options.SeriesWindow = SeriesWindow.All;
        var model = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(rows.View(_mlContext)).Model;
        var scores = new float[60];
        model.Score(rows.Features, scores);
        Gen.Select(Gen.Float[0.01f, 100], Gen.Float[-1000, 1000]).Sample((factor, offset) =>
        {
            var moved = new float[60];
            model.Score(rows.Moved(factor, offset, slots).Features, moved);
            // By how much an offset this large rounds the values, whose spread is some 4.
            AreNear(scores.Select(score => (double)factor * score + offset), moved, 1e-6 * (factor * 200 + Math.Abs(offset)));
        }, threads: 1);
        // Without, they are not.
        options.SeriesWindow = null;
        model = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(rows.View(_mlContext)).Model;
        model.Score(rows.Features, scores);
        var plain = new float[60];
        model.Score(rows.Moved(2, 100, slots).Features, plain);
        Assert.IsGreaterThan(10, scores.Zip(plain).Average(pair => Math.Abs(2 * pair.First + 100 - pair.Second)));
    }

    /// <summary>Bounds are those of the labels as they were, to the last bit, not of what the network sees; and only where they are asked for.</summary>
    [TestMethod]
    public void Bounds_are_in_the_labels_own_units()
    {
        var rows = SeriesRows.Rising(60, Lags, others: false);
        var fresh = SeriesRows.Rising(40, Lags, others: false, from: 200).View(_mlContext);
        var (least, most) = (rows.Set.Targets.ToArray().Min(), rows.Set.Targets.ToArray().Max());
        foreach (var (bounds, isBounded) in new (bool?, bool)[] { (true, true), (false, false), (null, false) })
        {
            foreach (var kind in new[] { SeriesTrainer.Mlp, SeriesTrainer.Tabular })
            {
                var model = kind.Fit(_mlContext, options => (options.SeriesWindow, options.BoundScores) = (SeriesWindow.All, bounds), rows.View(_mlContext)).Model;
                var scores = kind.Scores(model, fresh);
                Assert.AreEqual(isBounded, scores.All(score => score == most), $"{kind.Name}, {bounds}: {most} and {scores.Max()}");
                var below = kind.Scores(model, rows.Moved(1, -500, [.. Enumerable.Range(0, Lags)]).View(_mlContext));
                Assert.AreEqual(isBounded, below.All(score => score == least), $"{kind.Name}, {bounds}: {least} and {below.Min()}");
            }
        }
    }

    /// <summary>What a metric of a user's own gets, in memory and streamed: the scores and the labels as they are, beyond those of the training set too.</summary>
    [TestMethod]
    [DataRow(true, null)]
    [DataRow(false, null)]
    [DataRow(true, true)]
    [DataRow(false, true)]
    public void Metrics_are_in_the_labels_own_units(bool cacheInMemory, bool? bounds)
    {
        var seen = new List<float[][]>();
        var options = TinyTraining.Options();
        (options.SeriesWindow, options.CacheInMemory, options.BoundScores) = (SeriesWindow.All, cacheInMemory, bounds);
        options.EarlyStopping = new EarlyStopping(
            TrainingMetric.Custom("spy", (scores, labels, _) =>
            {
                seen.Add([scores.ToArray(), labels.ToArray()]);
                return 1;
            },
            higherIsBetter: true), restoreBestWeights: false);
        var validation = SeriesRows.Rising(30, Lags, others: false, from: 100);
        var view = validation.View(_mlContext);
        var model = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(SeriesRows.Rising(60, Lags, others: false).View(_mlContext), view);
        AreNear(model.Scores(view).Select(score => (double)score), seen[^1][0], 1e-3);
        AreNear(validation.Set.Targets.ToArray().Select(label => (double)label), seen[^1][1], 1e-3);
    }

    /// <summary>They would be infinite in the network's units; where they are scored, they score their value.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Constant_windows_are_not_trained_on_and_score_their_value(bool cacheInMemory)
    {
        float[] good = [1, 2, 3, 4, 6, 5, 0, 2, 1];
        float[] labels = [4, 5, 3];
        var log = new RecordedLog(_mlContext);
        var options = TinyTraining.Options();
        (options.SeriesWindow, options.CacheInMemory, options.Shuffle) = (SeriesWindow.All, cacheInMemory, false);
        var trainer = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options);
        var expected = trainer.Fit(SeriesRows.Of(3, good, labels).View(_mlContext)).Model;
        Assert.IsEmpty(log.Warnings);
        var some = SeriesRows.Of(3, [7, 7, 7, .. good, 0.1f, 0.1f, 0.1f, 0, 0, 1e-30f], [8, .. labels, 0.1f, 1e20f]).View(_mlContext);
        var found = trainer.Fit(some);
        TinyTraining.AreEqual(expected.AllWeights(), found.Model.AllWeights());
        TinyTraining.AreEqual(["Skipped 3 of the 6 rows of the training set: 3 with a series window that does not vary."], log.Warnings);
        var scores = found.Scores(some);
        Assert.AreEqual((7f, 0.1f), (scores[0], scores[4]));

        var none = SeriesRows.Of(3, [7, 7, 7, 8, 8, 8], 1, 2).View(_mlContext);
        Assert.AreEqual(
            "The training set has no usable row: it is empty, or every row has a missing or infinite feature or label, or a weight that is not finite and above 0, or a series window that does not vary.",
            Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(none)).Message);
    }

    /// <summary>Rows with a gap are skipped, and score NaN, as without a window; but where features may be missing, a window's scale is that of those that are there.</summary>
    [TestMethod]
    public void Missing_values_count_for_nothing_where_they_may_be_missing()
    {
        const float Missing = float.NaN;
        var rows = SeriesRows.Of(3, [1, 2, 3, 4, Missing, 6, 7, 9, 8, Missing, Missing, Missing, Missing, Missing, 5], 4, 7, 9, 1, 6).View(_mlContext);
        var options = TinyTraining.Options();
        options.SeriesWindow = SeriesWindow.All;
        var log = new RecordedLog(_mlContext);
        var plain = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(rows).Scores(rows);
        Assert.AreEqual("Skipped 3 of the 5 rows of the training set: 3 with a missing or infinite feature.", log.Warnings[0]);
        TinyTraining.AreEqual([false, true, false, true, true], plain.Select(float.IsNaN));

        options.Layers = [Layer.Imputation(), Layer.Dense(3, Activation.Tanh)];
        var imputing = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options);
        var found = imputing.Fit(rows);
        Assert.AreEqual("Skipped 2 of the 5 rows of the training set: 2 with a series window that does not vary.", log.Warnings.Last(warning => !warning.Contains("NaN")));
        // By hand: of row 1 the mean is 5 and the spread 1.
        var (up, most) = ((float)(1 / Math.Sqrt(2 / 3.0)), (float)Math.Sqrt(2 / 3.0));
        options.SeriesWindow = null;
        var byHand = SeriesRows.Of(3, [-1 / most, 0, 1 / most, -1, Missing, 1, -1 / most, 1 / most, 0], 2 / most, 2, 1 / most).View(_mlContext);
        var expected = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(byHand);
        Assert.AreEqual(up, 1 / most, 1e-6f);
        AreNear(expected.Model.AllWeights().Select(weight => (double)weight), found.Model.AllWeights(), 1e-5);
        var (handScores, scores) = (expected.Scores(byHand), found.Scores(rows));
        AreNear([2 + (double)most * handScores[0], 5 + (double)handScores[1], 8 + (double)most * handScores[2]], scores[..3], 1e-4);
        Assert.IsTrue(float.IsNaN(scores[3]));
        Assert.AreEqual(5, scores[4]);
    }

    /// <summary>Of 600 features, nearly all 0, whose zeros would be left out: a window among them makes other numbers of its zeros.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Of_wide_sparse_features_too(bool cacheInMemory)
    {
        const int Width = 600;
        var narrow = SeriesRows.Rising(40, Lags, others: false).Set;
        var wide = new float[40 * Width];
        for (var row = 0; row < 40; row++)
        {
            narrow.Row(row).CopyTo(wide.AsSpan(row * Width + 10));
            wide[row * Width + 10 + row % Lags] = 0;
            wide[row * Width + 100 + row] = 1;
        }

        var rows = new SeriesRows(narrow with { Features = new RowValues(Width, wide) });
        int[] slots = [.. Enumerable.Range(10, Lags)];
        var options = TinyTraining.Options();
        options.CacheInMemory = cacheInMemory;
        var byHand = rows.Scaled(slots);
        var expected = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(byHand.View(_mlContext, areSparse: true));
        options.SeriesWindow = SeriesWindow.Of(10, Lags);
        var found = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(rows.View(_mlContext, areSparse: true));
        AreNear(expected.Model.AllWeights().Select(weight => (double)weight), found.Model.AllWeights(), 1e-5);
    }

    /// <summary>What layers put out, reports and pruning are of rows as the network sees them.</summary>
    [TestMethod]
    public void Reports_look_at_scaled_rows()
    {
        var rows = SeriesRows.Rising(60, Lags);
        int[] slots = [.. Enumerable.Range(1, Lags)];
        var (view, byHand) = (rows.View(_mlContext), rows.Scaled(slots));
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(20, Activation.Relu, ActivityRegularizer.L1(0.05f))];
        options.Epochs = 40;
        options.SeriesWindow = SeriesWindow.Of(1, Lags);
        var model = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(view);
        options.SeriesWindow = null;
        var plain = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(byHand.View(_mlContext));
        TinyTraining.AreEqual(plain.Model.AllWeights(), model.Model.AllWeights());
        Assert.AreEqual(SparsityReport.Create(plain.Model, byHand.View(_mlContext)).ToString(), SparsityReport.Create(model.Model, view).ToString());
        foreach (var (left, right) in plain.Model.GetActivations(byHand.Set.Row(7)).Zip(model.Model.GetActivations(rows.Set.Row(7))))
            TinyTraining.AreEqual(left.Values, right.Values);
        var hidden = _mlContext.Transforms.HiddenActivations("Hidden", "Features", model).Fit(view).Transform(view).GetColumn<float[]>("Hidden").ToArray();
        TinyTraining.AreEqual(plain.Model.GetActivations(byHand.Set.Row(7))[0].Values, hidden[7]);

        var pruned = _mlContext.Regression.PruneDeadUnits(model, view);
        Assert.AreEqual(_mlContext.Regression.PruneDeadUnits(plain, byHand.View(_mlContext)).ToString(), pruned.ToString());
        Assert.IsLessThan(20, pruned.Layers[0].UnitsAfter);
        AreNear(model.Scores(view).Select(score => (double)score), pruned.Transformer.Scores(view), 1e-5);
        Assert.IsGreaterThan(0.1, PermutationImportance.Create(model.Model, view).Columns[0].LossIncrease);
    }

    [TestMethod]
    public void Augmentation_gets_rows_as_the_network_sees_them()
    {
        var rows = SeriesRows.Rising(60, Lags);
        var options = TinyTraining.Options();
        options.SeriesWindow = SeriesWindow.Of(1, Lags);
        var seen = new List<float[]>();
        (options.Epochs, options.Shuffle) = (1, false);
        options.Augmentation = (features, _) => seen.Add(features.ToArray());
        _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(rows.View(_mlContext));
        TinyTraining.AreEqual(rows.Scaled([.. Enumerable.Range(1, Lags)]).Features, seen.SelectMany(row => row));
    }

    [TestMethod]
    public void A_training_goes_on_with_the_same_window_alone()
    {
        var view = SeriesRows.Rising(60, Lags).View(_mlContext);
        var options = TinyTraining.Options();
        (options.SeriesWindow, options.LearningRate) = (SeriesWindow.Of(1, Lags), 1e-12f);
        var first = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(view);
        var next = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(view, first.Model);
        AreNear(first.Scores(view).Select(score => (double)score), next.Scores(view), 1e-4);
        options.SeriesWindow = SeriesWindow.Of(1);
        Assert.AreEqual(
            "seriesWindow must be SeriesWindow.Of(first: 1, count: 6), as in the training of modelParameters; received SeriesWindow.Of(first: 1).",
            Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(view, first.Model)).Message);
        (options.SeriesWindow, options.PretrainedLayers) = (null, PretrainedLayers.Of(first));
        Assert.AreEqual(
            "seriesWindow must be SeriesWindow.Of(first: 1, count: 6), as in the training of pretrainedLayers; received none.",
            Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Regression.Trainers.ActivityRegularizedMlp(options)).Message);

        options.PretrainedLayers = null;
        first = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(view);
        (options.SeriesWindow, options.PretrainedLayers) = (SeriesWindow.All, PretrainedLayers.Of(first));
        Assert.AreEqual(
            "seriesWindow must be left out, as in the training of pretrainedLayers; received SeriesWindow.All.",
            Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Regression.Trainers.ActivityRegularizedMlp(options)).Message);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_checkpoint_is_of_one_window(bool cacheInMemory)
    {
        var view = SeriesRows.Rising(60, Lags).View(_mlContext);
        var options = TinyTraining.Options();
        (options.SeriesWindow, options.Epochs, options.CacheInMemory) = (SeriesWindow.Of(1, Lags), 6, cacheInMemory);
        var expected = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(view);
        (options.CheckpointPath, options.CheckpointEpochs) = (_folder["checkpoint"], 1);
        options.OnEpochEnd = epoch => Assert.AreNotEqual(4, epoch.Metrics.Epoch);
        Assert.ThrowsExactly<AssertFailedException>(() => _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(view));
        (options.OnEpochEnd, options.SeriesWindow) = (null, SeriesWindow.Of(1));
        Assert.Contains("seriesWindow", Assert.ThrowsExactly<InvalidOperationException>(() => _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(view)).Message);
        options.SeriesWindow = SeriesWindow.Of(1, Lags);
        var resumed = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(view);
        TinyTraining.AreEqual(expected.Model.AllWeights(), resumed.Model.AllWeights());
        TinyTraining.AreEqual(expected.Scores(view), resumed.Scores(view));
    }

    [TestMethod]
    public void A_model_keeps_its_window()
    {
        var view = SeriesRows.Rising(60, Lags).View(_mlContext);
        var options = TinyTraining.Options();
        options.SeriesWindow = SeriesWindow.Of(1, 3, 2);
        var model = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(view);
        var read = (RegressionPredictionTransformer<NetworkModelParameters>)SavedModel.Reload(_mlContext, model, view.Schema);
        Assert.AreEqual(SeriesWindow.Of(1, 3, 2), read.Model.TrainingSettings.SeriesWindow);
        var text = System.Text.Encoding.UTF8.GetString(NetworkDescription.Of(model.Model.Network).ToJson());
        Assert.Contains(""","seriesWindow":{"first":1,"count":3,"step":2}""", text);
        foreach (var (from, to, problem) in new[]
        {
            ("\"count\":3", "\"count\":5", "The stored network's description is wrong: seriesWindow must be at least 2 of the 8 slots of features, and none beyond; received SeriesWindow.Of(first: 1, count: 5, step: 2)."),
            ("\"loss\":\"squared\"", "\"loss\":\"gamma\"", "The stored network's description is wrong: seriesWindow must be left out but for regression on labels of any sign; received SeriesWindow.Of(first: 1, count: 3, step: 2)."),
        })
        {
            Assert.Contains(from, text);
            Assert.AreEqual(problem, Assert.ThrowsExactly<FormatException>(() => NetworkDescription.FromJson(System.Text.Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)))).Message);
        }

        // Without one, nothing is written of it: earlier versions read the file.
        options.SeriesWindow = null;
        Assert.DoesNotContain("eriesWindow", System.Text.Encoding.UTF8.GetString(NetworkDescription.Of(_mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(view).Model.Network).ToJson()));
    }

    [TestMethod]
    public void What_has_no_window_refuses_it()
    {
        var plain = TinyTraining.Options();
        plain.SeriesWindow = SeriesWindow.All;
        Refused("seriesWindow must be left out in classification; received SeriesWindow.All.", () => TinyTraining.Trainer(_mlContext, plain));
        Refused("seriesWindow must be left out in classification; received SeriesWindow.All.", () => _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(plain));
        Refused("seriesWindow must be left out in classification; received SeriesWindow.All.", () => _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMultilabelMlp(plain));
        Refused("seriesWindow must be left out in classification; received SeriesWindow.All.", () => _mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(new ActivityRegularizedTabularMlpOptions { SeriesWindow = SeriesWindow.All }));
        foreach (var loss in new[] { RegressionLoss.Poisson, RegressionLoss.Gamma })
        {
            plain.RegressionLoss = loss;
            Refused($"seriesWindow must be left out beside {loss}, whose labels must not be below 0; received SeriesWindow.All.", () => _mlContext.Regression.Trainers.ActivityRegularizedMlp(plain));
        }

        var shaped = new ActivityRegularizedNetworkOptions { InputShape = [4, 3], Layers = [Layer.Gru(2)], SeriesWindow = SeriesWindow.All };
        Refused(
            "seriesWindow must be one of the features of the inputShape [4, 3], whose timesteps are 3 slots apart: with step: 3; received SeriesWindow.All.",
            () => _mlContext.Regression.Trainers.ActivityRegularizedNetwork(shaped));
        shaped.Layers = [Layer.Masking(), Layer.Gru(2)];
        shaped.SeriesWindow = SeriesWindow.Of(step: 3);
        Refused("layers[0] (Masking) must be left out beside seriesWindow, which changes the values that it reads; received Masking.", () => _mlContext.Regression.Trainers.ActivityRegularizedNetwork(shaped));
        (shaped.InputShape, shaped.Layers) = ([1, 4, 3], [Layer.Conv2D(2, 2), Layer.Flatten()]);
        Refused("seriesWindow must be left out beside the inputShape [1, 4, 3] of images; received SeriesWindow.Of(first: 0, step: 3).", () => _mlContext.Regression.Trainers.ActivityRegularizedNetwork(shaped));

        static void Refused(string message, Action make) => Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(make).Message);
    }

    /// <summary>A window in other units than its labels', and one that has categories in it.</summary>
    [TestMethod]
    public void Features_that_cannot_be_a_window_are_refused()
    {
        var rows = SeriesRows.Rising(60, Lags, others: false).View(_mlContext);
        var options = TinyTraining.Options();
        options.SeriesWindow = SeriesWindow.All;
        var trainer = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options);
        var normalized = _mlContext.Transforms.NormalizeMeanVariance("Features").Append(trainer);
        Assert.AreEqual(
            "column \"Features\" must not be normalized beside seriesWindow, whose values must be in the label's units; received one that is. Normalize other features before they are put together with it.",
            Assert.ThrowsExactly<ArgumentException>(() => normalized.Fit(rows)).Message);

        var categories = _mlContext.Transforms.Conversion.ConvertType("Text", "Label", DataKind.String)
            .Append(_mlContext.Transforms.Conversion.MapValueToKey("Key", "Text", maximumNumberOfKeys: 3)).Append(_mlContext.Transforms.ConcatenateCategories("Features", "Features", "Key"));
        Assert.AreEqual(
            "seriesWindow must have no slot of categories, as slots 6 to 9 of column \"Features\" are; received SeriesWindow.All.",
            Assert.ThrowsExactly<ArgumentException>(() => categories.Append(trainer).Fit(rows)).Message);
        options.SeriesWindow = SeriesWindow.Of(count: Lags);
        options.Layers = [Layer.CategoryEmbedding(2), Layer.Dense(3, Activation.Tanh)];
        var model = categories.Append(_mlContext.Regression.Trainers.ActivityRegularizedMlp(options)).Fit(rows);
        Assert.IsTrue(model.Scores(rows).All(float.IsFinite));
    }

    [TestMethod]
    public void Labels_far_off_their_windows_are_warned_of()
    {
        var log = new RecordedLog(_mlContext);
        var options = TinyTraining.Options();
        options.SeriesWindow = SeriesWindow.All;
        var trainer = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options);
        trainer.Fit(SeriesRows.Of(2, [-1, 1, -1, 1], 99, -100).View(_mlContext));
        Assert.IsEmpty(log.Warnings);
        trainer.Fit(SeriesRows.Of(2, [-1, 1, -1, 1], 99, -125).View(_mlContext));
        TinyTraining.AreEqual(
            [
                "A label lies 125 spreads off the mean of its row's series window. Windows must be of the label's own series, in its units; of some that hardly vary, longer ones, or "
                + "RegressionLoss.MeanAbsoluteError or Huber, make less.",
            ],
            log.Warnings);
    }

    /// <summary>Labels that are all the same in the network's units, as those of a line are, are not all the same.</summary>
    [TestMethod]
    public void A_line_is_forecast_as_one()
    {
        var log = new RecordedLog(_mlContext);
        float[] windows = [.. Enumerable.Range(0, 30).SelectMany(row => Enumerable.Range(row, Lags).Select(value => 3f * value))];
        var rows = SeriesRows.Of(Lags, windows, [.. Enumerable.Range(0, 30).Select(row => 3f * (row + Lags))]);
        var options = TinyTraining.Options();
        options.SeriesWindow = SeriesWindow.All;
        var model = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(rows.View(_mlContext));
        Assert.IsEmpty(log.Warnings);
        var fresh = rows.Moved(7, 1000, [.. Enumerable.Range(0, Lags)]);
        AreNear(fresh.Set.Targets.ToArray().Select(label => (double)label), model.Scores(fresh.View(_mlContext)), 20);
    }

    private static void AreNear(IEnumerable<double> expected, IReadOnlyList<float> actual, double tolerance)
    {
        Assert.HasCount(expected.Count(), actual);
        foreach (var (left, right) in expected.Zip(actual))
            Assert.AreEqual(left, right, tolerance * Math.Max(1, tolerance < 1e-3 ? Math.Abs(left) : 1));
    }

    private sealed class Prediction
    {
        public float Score { get; set; }
    }
}
