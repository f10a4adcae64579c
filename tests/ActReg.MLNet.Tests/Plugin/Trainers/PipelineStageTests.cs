using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Columns of the right name and type that are another stage of the pipeline than the network was trained on are refused, wherever they come in.</summary>
[TestClass]
public sealed class PipelineStageTests
{
    private const string NotNormalized =
        ": column \"Features\" must be normalized, as in the network's training; received one that is not normalized. "
        + "Give it what the transforms before the trainer make of it, as they were fitted for the training. "
        + "If it is and only the mark is wrong, mlContext.Data.MarkNormalized(data, columnName) puts it right.";

    private const string PipelineRemedy = " pipeline.Fit(trainData, validationData) has a validation set go through the pipeline's transforms.";

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _raw;
    private readonly IDataView _normalized;

    public PipelineStageTests()
    {
        _raw = TinyTraining.Circles(_mlContext);
        _normalized = Normalizer().Fit(_raw).Transform(_raw);
    }

    [TestMethod]
    public void Raw_validation_rows_beside_a_normalizer_in_place()
    {
        var options = TinyTraining.Options();
        options.ValidationSet = _raw;
        AssertRefused("validation set" + NotNormalized, () => Normalizer().Append(TinyTraining.Trainer(_mlContext, options)).Fit(_raw));
        AssertRefused("validation set" + NotNormalized, () => TinyTraining.Trainer(_mlContext).Fit(_normalized, _raw));
        TinyTraining.Trainer(_mlContext).Fit(_normalized, _normalized);
    }

    [TestMethod]
    public void Normalized_validation_rows_of_raw_training_rows() => AssertRefused(
        "validation set: column \"Features\" must be not normalized, as in the network's training; received one that is normalized. "
        + "Give it what the transforms before the trainer make of it, as they were fitted for the training. "
        + "If it is and only the mark is wrong, mlContext.Data.MarkNormalized(data, columnName, isNormalized: false) puts it right.",
        () => TinyTraining.Trainer(_mlContext).Fit(_raw, _normalized));

    [TestMethod]
    public void Raw_rows_given_to_a_trained_network()
    {
        var model = TinyTraining.Trainer(_mlContext).Fit(_normalized);
        AssertNoRawRows(model);
        // Only the normalizer's rows are what it knows.
        SparsityReport.Create(model.Model.SubModel, _normalized);
        _mlContext.BinaryClassification.PruneDeadUnits(model, _normalized);
        Assert.HasCount(TinyTraining.RowCount, model.Model.SubModel.Score(_normalized).ToArray());
    }

    [TestMethod]
    public void Raw_rows_given_to_one_that_was_saved_and_loaded()
    {
        var model = TinyTraining.Trainer(_mlContext).Fit(_normalized);
        using var file = new MemoryStream();
        _mlContext.Model.Save(model, _normalized.Schema, file);
        AssertNoRawRows((BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
            NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>)_mlContext.Model.Load(file, out _));
    }

    [TestMethod]
    public void Raw_rows_to_go_on_with() => AssertRefused(
        "training set" + NotNormalized,
        () => TinyTraining.Trainer(_mlContext).Fit(_raw, TinyTraining.Trainer(_mlContext).Fit(_normalized).Model));

    [TestMethod]
    public void A_label_that_is_normalized_in_one_set_alone()
    {
        var points = _mlContext.Data.LoadFromEnumerable(
            _raw.GetColumn<float[]>("Features").Select(features => new Point { Features = features, Label = features[0] }).ToArray());
        var scaled = _mlContext.Transforms.NormalizeMinMax("Label").Fit(points).Transform(points);
        AssertRefused(
            "validation set: column \"Label\" must be normalized, as in the network's training; received one that is not.",
            () => _mlContext.Regression.Trainers.ActivityRegularizedMlp(TinyTraining.Options()).Fit(scaled, points));
    }

    [TestMethod]
    public void Slots_in_another_order()
    {
        var named = Concatenated("Width", "Height");
        var model = TinyTraining.Trainer(_mlContext).Fit(named, named);
        var swapped = Concatenated("Height", "Width");
        const string Rest =
            ": column \"Features\" must have \"Width\" as slot 0, as in the network's training; received \"Height\". "
            + "Give it what the transforms before the trainer make of it, as they were fitted for the training.";
        AssertRefused("validation set" + Rest, () => TinyTraining.Trainer(_mlContext).Fit(named, swapped));
        AssertRefused("data" + Rest, () => model.Model.SubModel.Score(swapped));
        // Nothing is known of slots without names.
        model.Model.SubModel.Score(_raw);
    }

    [TestMethod]
    public void Rows_that_lost_their_mark_and_get_it_back()
    {
        using var folder = new TemporaryFolder();
        using (var stream = File.Create(folder["normalized.tsv"]))
            _mlContext.Data.SaveAsText(_normalized, stream);
        var unmarked = _mlContext.Data.LoadFromTextFile(
            folder["normalized.tsv"], [new("Features", DataKind.Single, 0, 1), new("Label", DataKind.Boolean, 2)], hasHeader: true);
        AssertRefused("validation set" + NotNormalized, () => TinyTraining.Trainer(_mlContext).Fit(_normalized, unmarked));
        var marked = _mlContext.Data.MarkNormalized(unmarked, "Features");
        var model = TinyTraining.Trainer(_mlContext).Fit(_normalized, marked);
        TinyTraining.AreEqual(model.Model.SubModel.Score(_normalized), model.Model.SubModel.Score(marked));

        // And the other way round.
        var other = TinyTraining.Trainer(_mlContext).Fit(unmarked);
        TinyTraining.AreEqual(
            other.Model.SubModel.Score(unmarked), other.Model.SubModel.Score(_mlContext.Data.MarkNormalized(_normalized, "Features", isNormalized: false)));
    }

    private Microsoft.ML.Transforms.NormalizingEstimator Normalizer() => _mlContext.Transforms.NormalizeMeanVariance("Features");

    private IDataView Concatenated(params string[] columns)
    {
        var sides = _mlContext.Data.LoadFromEnumerable(
            _mlContext.Data.CreateEnumerable<Labeled>(_raw, reuseRowObject: false)
                .Select(point => new Sides { Width = point.Features[0], Height = point.Features[1], Label = point.Label }).ToArray());
        return _mlContext.Transforms.Concatenate("Features", columns).Fit(sides).Transform(sides);
    }

    private void AssertNoRawRows(
        BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
            NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>> model)
    {
        AssertRefused("data" + NotNormalized, () => SparsityReport.Create(model.Model.SubModel, _raw));
        AssertRefused("data" + NotNormalized, () => _mlContext.BinaryClassification.PruneDeadUnits(model, _raw));
        AssertRefused("data" + NotNormalized, () => model.Model.SubModel.Score(_raw));
    }

    private static void AssertRefused(string message, Func<object> act) =>
        Assert.AreEqual(message + (message.StartsWith("validation set: column \"Features\"", StringComparison.Ordinal) ? PipelineRemedy : ""), Assert.ThrowsExactly<ArgumentException>(act).Message);

    private sealed class Labeled
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Sides
    {
        public float Width { get; set; }

        public float Height { get; set; }

        public bool Label { get; set; }
    }

    private sealed class Point
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
