using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;
using BinaryTransformer = Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>;

namespace ActReg.MLNet.Tests;

/// <summary>Of each task, a model with two dead units of six: pruned, saved, loaded and scored.</summary>
[TestClass]
public sealed class PrunedTransformerTests
{
    private const string Remedy = " Give it what the transforms before the trainer make of it, as they were fitted for the training.";

    private static readonly PrunedLayer TwoOfSix = new(0, 6, 4);

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Binary()
    {
        var data = SampleData.Binary(_mlContext);
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(Options(outputs: 1)).Fit(data);
        var pruned = _mlContext.BinaryClassification.PruneDeadUnits(model, data);
        Check(data, model, pruned);
        var differences = model.Scores(data).Zip(pruned.Transformer.Scores(data), Difference);
        Assert.AreEqual(differences.Max(), pruned.LargestOutputDifference);
    }

    [TestMethod]
    [DataRow(3, true)]
    [DataRow(100, false)]
    public void Few_rows_to_go_by_are_warned_of(int rowCount, bool isWarned)
    {
        var data = SampleData.Binary(_mlContext);
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(Options(outputs: 1)).Fit(data);
        var log = new RecordedLog(_mlContext);
        var rows = Data.Binary(_mlContext, SampleData.FeatureCount, Numbers.Array(new Random(1), rowCount * SampleData.FeatureCount), new bool[rowCount]);
        Assert.Contains("layers[0]: 6 units, now ", _mlContext.BinaryClassification.PruneDeadUnits(model, rows).ToString());
        string[] expected = isWarned
            ? [$"Units were removed that are dead on {rowCount} rows: on others they may not be. Prune on data that stands for what the model will see."] : [];
        CollectionAssert.AreEqual(expected, log.Warnings.ToArray());
    }

    [TestMethod]
    public void Multiclass()
    {
        var data = SampleData.Multiclass(_mlContext);
        var model = _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(Options(outputs: 3)).Fit(data);
        Check(data, model, _mlContext.MulticlassClassification.PruneDeadUnits(model, data));
    }

    /// <summary>Scores are in the label's units, the difference in its deviations.</summary>
    [TestMethod]
    public void Regression()
    {
        var data = _mlContext.Transforms.CustomMapping<Number, Number>((from, to) => to.Label = 1000 + 64 * from.Label, null)
            .Fit(SampleData.Regression(_mlContext)).Transform(SampleData.Regression(_mlContext));
        var model = _mlContext.Regression.Trainers.ActivityRegularizedMlp(Options(outputs: 1)).Fit(data);
        var pruned = _mlContext.Regression.PruneDeadUnits(model, data);
        Check(data, model, pruned, scale: 1000);
        Assert.IsGreaterThan(900, pruned.Transformer.Scores(data).Where(float.IsFinite).Average());
        Assert.IsLessThan(1e-5, pruned.LargestOutputDifference);
    }

    /// <summary>Ten classes: as many outputs as are each one sum, which loses nothing but zeros.</summary>
    [TestMethod]
    public void Ten_classes_score_the_same_to_the_last_bit()
    {
        var rows = Enumerable.Range(0, 50).Select(i => new Sample { Features = [i % 7, -i % 3], Label = $"{i % 10}" }).ToArray();
        var text = _mlContext.Data.LoadFromEnumerable(rows);
        var data = _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(text).Transform(text);
        var catalog = _mlContext.MulticlassClassification;
        var model = catalog.Trainers.ActivityRegularizedMlp(Options(outputs: 10, inputs: 2)).Fit(data);
        var pruned = catalog.PruneDeadUnits(model, data);
        Assert.AreEqual(TwoOfSix, pruned.Layers.Single());
        Assert.AreEqual(0, pruned.LargestOutputDifference);
        DataViewAssert.Same(model.Transform(data), pruned.Transformer.Transform(data), "pruned");
    }

    [TestMethod]
    public void The_threshold_stays()
    {
        var data = SampleData.Binary(_mlContext);
        var catalog = _mlContext.BinaryClassification;
        var model = catalog.Trainers.ActivityRegularizedMlp(Options(outputs: 1)).Fit(data);
        var scores = model.Scores(data).Where(float.IsFinite).Order().ToArray();
        var strict = catalog.ChangeModelThreshold(model, (scores[^3] + scores[^4]) / 2);
        var scored = catalog.PruneDeadUnits(strict, data).Transformer.Transform(data);
        Assert.AreEqual(3, scored.GetColumn<bool>("PredictedLabel").Count(label => label));
    }

    [TestMethod]
    public void A_loaded_model_can_be_pruned()
    {
        var data = SampleData.Binary(_mlContext);
        var catalog = _mlContext.BinaryClassification;
        var model = catalog.Trainers.ActivityRegularizedMlp(Options(outputs: 1)).Fit(data);
        var loaded = (BinaryTransformer)SavedModel.Reload(_mlContext, model, data.Schema);
        DataViewAssert.Same(
            catalog.PruneDeadUnits(model, data).Transformer.Transform(data),
            catalog.PruneDeadUnits(loaded, data).Transformer.Transform(data), "pruned");
    }

    [TestMethod]
    public void The_model_stays_as_it_is_and_training_can_go_on_from_the_smaller_one()
    {
        var data = SampleData.Regression(_mlContext);
        var model = _mlContext.Regression.Trainers.ActivityRegularizedMlp(Options(outputs: 1)).Fit(data);
        var before = model.Model.AllWeights();
        var smaller = _mlContext.Regression.PruneDeadUnits(model, data).Transformer.Model;
        TinyTraining.AreEqual(before, model.Model.AllWeights());
        TinyTraining.AreEqual(model.Model.History, smaller.History);
        Assert.AreEqual(model.Model.TrainingSettings, smaller.TrainingSettings);

        var options = Options(outputs: 1);
        options.InitialWeights = null;
        options.Layers = [.. smaller.Layers.SkipLast(1)];
        Assert.HasCount(4, _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(data, smaller).Model.GetWeights());
    }

    [TestMethod]
    public void What_cannot_be_pruned_is_refused_by_name()
    {
        var catalog = _mlContext.BinaryClassification;
        var model = TinyTraining.Fit();
        var error = Assert.ThrowsExactly<ArgumentException>(() => catalog.PruneDeadUnits(model, SampleData.Binary(_mlContext)));
        Assert.AreEqual("column \"Features\" must be a vector of 2 Single; received Vector<Single, 3>." + Remedy, error.Message);
        error = Assert.ThrowsExactly<ArgumentException>(() => catalog.PruneDeadUnits(model, Data.Binary(_mlContext, 2, [], [])));
        Assert.AreEqual("data must have a row whose features are all finite; it has none. (Parameter 'data')", error.Message);
        Assert.ThrowsExactly<ArgumentNullException>(() => catalog.PruneDeadUnits(model, null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => catalog.PruneDeadUnits(null!, TinyTraining.Circles(_mlContext)));
    }

    /// <summary>The same columns and annotations, and all but the same scores; and what is saved is what is loaded.</summary>
    private void Check<TTransformer>(IDataView data, TTransformer model, PrunedModel<TTransformer> pruned, double scale = 1)
        where TTransformer : ITransformer
    {
        Assert.AreEqual(TwoOfSix, pruned.Layers.Single());
        // One of the sample's rows has a missing value.
        Assert.AreEqual(data.Preview(maxRows: 1000).RowView.Length - 1, pruned.RowCount);
        var (before, after) = (model.Transform(data), pruned.Transformer.Transform(data));
        SchemaAssert.Same(before.Schema, after.Schema, "pruned");
        foreach (var (expected, actual) in AllScores(before).Zip(AllScores(after)))
            Assert.AreEqual(expected, actual, 1e-6 * scale);
        DataViewAssert.Same(after, SavedModel.Reload(_mlContext, pruned.Transformer, data.Schema).Transform(data), "loaded");
    }

    private static IEnumerable<float> AllScores(IDataView scored) => scored.Schema["Score"].Type is VectorDataViewType
        ? scored.GetColumn<float[]>("Score").SelectMany(scores => scores)
        : scored.GetColumn<float>("Score");

    private static double Difference(float first, float second) => first.Equals(second) ? 0 : Math.Abs((double)first - second);

    /// <summary>Six ReLU units, of which the second and the fifth are out of reach.</summary>
    private static ActivityRegularizedMlpOptions Options(int outputs, int inputs = SampleData.FeatureCount)
    {
        var random = new Random(4);
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(6, Activation.Relu, ActivityRegularizer.L1(1e-3f))];
        options.InitialWeights =
        [
            new("k", [inputs, 6], Numbers.Array(random, inputs * 6)), new("b", [6], [1, -1000, 1, 1, -1000, 1]),
            new("k", [6, outputs], Numbers.Array(random, 6 * outputs)), new("b", [outputs], new float[outputs]),
        ];
        return options;
    }

    private sealed class Number
    {
        public float Label { get; set; }
    }

    private sealed class Sample
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
