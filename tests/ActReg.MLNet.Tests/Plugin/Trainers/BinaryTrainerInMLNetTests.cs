using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>ML.NET's own tools take the binary trainer and its model as they take ML.NET's.</summary>
[TestClass]
public sealed class BinaryTrainerInMLNetTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Evaluates_well_on_data_that_no_line_separates()
    {
        var data = TinyTraining.Circles(_mlContext, rowCount: 200);
        var trainer = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(hiddenUnits: [32], epochs: 60, learningRate: 0.02f);
        var metrics = _mlContext.BinaryClassification.Evaluate(trainer.Fit(data).Transform(data));
        Assert.IsGreaterThan(0.95, metrics.Accuracy);
        Assert.IsGreaterThan(0.98, metrics.AreaUnderRocCurve);
        Assert.IsLessThan(0.4, metrics.LogLoss);
    }

    [TestMethod]
    public void Cross_validates()
    {
        var data = TinyTraining.Circles(_mlContext);
        var folds = _mlContext.BinaryClassification.CrossValidate(data, TinyTraining.Trainer(_mlContext), numberOfFolds: 3);
        Assert.HasCount(3, folds);
        foreach (var fold in folds)
            Assert.HasCount(TinyTraining.EpochCount, fold.Model.Network().History);
    }

    /// <summary>ML.NET cuts folds without looking at labels. (Its evaluator refuses a fold to test on that has one class.)</summary>
    [TestMethod]
    public void Trains_on_folds_of_one_class_with_a_warning()
    {
        var rows = Enumerable.Range(0, 12).Select(i => new GroupedPoint { Features = [i], Label = i < 6, Group = i < 6 ? "a" : "b" });
        var data = _mlContext.Data.LoadFromEnumerable(rows.ToList());
        var log = new RecordedLog(_mlContext);
        foreach (var fold in Folds(data))
        {
            var model = TinyTraining.Trainer(_mlContext).Fit(fold.TrainSet);
            Assert.IsTrue(model.Scores(fold.TestSet).All(float.IsFinite));
        }

        TinyTraining.AreEqual(
            [
                "All 6 rows of the training set have the label False; the model will hardly predict another.",
                "All 6 rows of the training set have the label True; the model will hardly predict another.",
            ],
            log.Warnings.Order());
    }

    /// <summary>Two folds of one group each. Groups go to folds by hash, so the first seed that sends them apart is looked for.</summary>
    private IReadOnlyList<DataOperationsCatalog.TrainTestData> Folds(IDataView data) => Enumerable.Range(0, 100)
        .Select(seed => _mlContext.Data.CrossValidationSplit(data, numberOfFolds: 2, samplingKeyColumnName: "Group", seed: seed))
        .First(folds => folds.All(fold => fold.TrainSet.GetColumn<bool>("Label").Distinct().Count() == 1));

    [TestMethod]
    public void Permutation_importance_finds_the_feature_that_matters_also_after_loading()
    {
        var random = new Random(1);
        var points = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(i => new NamedPoint
        {
            Matters = i < 50 ? 1 : -1,
            Noise = (random.NextSingle() * 2) - 1,
            Label = i < 50,
        }).ToList());
        // Which names the slots; ML.NET's tool insists on names.
        var data = _mlContext.Transforms.Concatenate("Features", "Matters", "Noise").Fit(points).Transform(points);
        var options = TinyTraining.Options();
        options.Epochs = 30;
        var model = TinyTraining.Trainer(_mlContext, options).Fit(data);
        var loaded = SavedModel.Reload(_mlContext, model, data.Schema);

        foreach (var transformer in new[] { model, loaded })
        {
            var byName = _mlContext.BinaryClassification.PermutationFeatureImportanceNonCalibrated(transformer, data, permutationCount: 2);
            Assert.IsLessThan(-0.2, byName["Matters"].Accuracy.Mean);
            Assert.IsGreaterThan(-0.1, byName["Noise"].Accuracy.Mean);
            var byIndex = _mlContext.BinaryClassification.PermutationFeatureImportance(
                (ISingleFeaturePredictionTransformer<object>)transformer, data);
            Assert.IsLessThan(byIndex[1].AreaUnderRocCurve.Mean, byIndex[0].AreaUnderRocCurve.Mean);
        }
    }

    [TestMethod]
    public void Threshold_can_be_changed()
    {
        var data = TinyTraining.Circles(_mlContext);
        var model = TinyTraining.Trainer(_mlContext).Fit(data);
        var scores = model.Scores(data);
        var threshold = scores.Order().ElementAt(scores.Length / 4);
        var changed = _mlContext.BinaryClassification.ChangeModelThreshold(model, threshold);
        TinyTraining.AreEqual(
            scores.Select(score => score > threshold), changed.Transform(data).GetColumn<bool>("PredictedLabel"));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void One_versus_all_tells_three_classes_apart(bool useProbabilities)
    {
        var data = ThreeClasses(_mlContext, 150);
        var options = TinyTraining.Options();
        options.Epochs = 30;
        var pipeline = _mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(_mlContext.MulticlassClassification.Trainers.OneVersusAll(
                TinyTraining.Trainer(_mlContext, options), useProbabilities: useProbabilities));
        var model = pipeline.Fit(data);
        var loaded = SavedModel.Reload(_mlContext, model, data.Schema);

        Assert.IsGreaterThan(0.9, _mlContext.MulticlassClassification.Evaluate(model.Transform(data)).MacroAccuracy);
        DataViewAssert.Same(model.Transform(data), loaded.Transform(data), "loaded");
    }

    [TestMethod]
    public void Prediction_engine_agrees_with_transform()
    {
        var data = TinyTraining.Circles(_mlContext);
        var model = TinyTraining.Trainer(_mlContext).Fit(data);
        using var engine = _mlContext.Model.CreatePredictionEngine<Point, Scored>(model);
        foreach (var (point, score) in _mlContext.Data.CreateEnumerable<Point>(data, reuseRowObject: false).Zip(model.Scores(data)))
            Assert.AreEqual(score, engine.Predict(point).Score);
    }

    [TestMethod]
    public void Eight_threads_score_one_model_as_one_does()
    {
        var data = TinyTraining.Circles(_mlContext, rowCount: 1000);
        var model = TinyTraining.Trainer(_mlContext).Fit(data);
        var expected = model.Scores(data);
        var found = new float[8][];
        var threads = Enumerable.Range(0, found.Length).Select(i => new Thread(() => found[i] = model.Scores(data))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        foreach (var scores in found)
            TinyTraining.AreEqual(expected, scores);
    }

    [TestMethod]
    public void Sets_of_cursors_share_out_the_rows()
    {
        var data = _mlContext.Data.Cache(TinyTraining.Circles(_mlContext, rowCount: 1000));
        var scored = TinyTraining.Trainer(_mlContext).Fit(data).Transform(data);
        var column = scored.Schema["Score"];
        var cursors = scored.GetRowCursorSet([column], 4);
        Assert.HasCount(4, cursors);
        var parts = new List<float>[cursors.Length];
        Parallel.For(0, cursors.Length, i => parts[i] = Read(cursors[i], column));
        TinyTraining.AreEqual(scored.GetColumn<float>("Score").Order(), parts.SelectMany(part => part).Order());
    }

    private static List<float> Read(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        using (cursor)
        {
            var getter = cursor.GetGetter<float>(column);
            var values = new List<float>();
            float value = 0;
            while (cursor.MoveNext())
            {
                getter(ref value);
                values.Add(value);
            }

            return values;
        }
    }

    /// <summary>Three clouds of points in a plane.</summary>
    private static IDataView ThreeClasses(MLContext mlContext, int rowCount)
    {
        var random = new Random(1);
        return mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, rowCount).Select(i => new ClassRow
        {
            Label = "abc"[i % 3].ToString(),
            Features = [MathF.Cos(i % 3 * 2.1f) + (random.NextSingle() / 2), MathF.Sin(i % 3 * 2.1f) + (random.NextSingle() / 2)],
        }).ToList());
    }

    private sealed class ClassRow
    {
        public string Label { get; set; } = "";

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed class GroupedPoint
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }

        public string Group { get; set; } = "";
    }

    private sealed class NamedPoint
    {
        public float Matters { get; set; }

        public float Noise { get; set; }

        public bool Label { get; set; }
    }

    private sealed class Point
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }
}
