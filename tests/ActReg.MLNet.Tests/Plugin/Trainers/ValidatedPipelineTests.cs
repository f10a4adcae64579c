using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>A validation set that goes through the pipeline before its trainer gets it.</summary>
[TestClass]
public sealed class ValidatedPipelineTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Is_what_transforming_by_hand_gives()
    {
        var (train, validation) = Sets();
        var normalizer = _mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false);
        var whole = normalizer.Append(TinyTraining.Trainer(_mlContext)).Fit(train, validation);
        var fitted = normalizer.Fit(train);
        var byHand = TinyTraining.Trainer(_mlContext).Fit(fitted.Transform(train), fitted.Transform(validation));
        TinyTraining.AreEqual(byHand.Network().History, whole.GetNetwork().History);
        Assert.IsTrue(whole.GetNetwork().History.All(epoch => double.IsFinite(epoch.ValidationLoss)));
        TinyTraining.AreEqual(byHand.Scores(fitted.Transform(validation)), whole.Scores(validation));
    }

    [TestMethod]
    public void Steps_behind_the_trainer_and_scopes_are_kept()
    {
        var (train, validation) = Sets();
        var pipeline = _mlContext.Transforms.CopyColumns("Copy", "Features").AppendCacheCheckpoint(_mlContext)
            .Append(_mlContext.Transforms.CopyColumns("Before", "Label"), TransformerScope.Training)
            .Append(TinyTraining.Trainer(_mlContext)).Append(_mlContext.Transforms.CopyColumns("After", "Score"));
        var model = pipeline.Fit(train, validation);
        Assert.HasCount(4, model.ToArray());
        // What is for training only is not saved.
        var loaded = SavedModel.Reload(_mlContext, model, train.Schema);
        Assert.IsNull(loaded.GetOutputSchema(train.Schema).GetColumnOrNull("Before"));
        Assert.IsNotNull(loaded.GetOutputSchema(train.Schema).GetColumnOrNull("After"));
        TinyTraining.AreEqual(pipeline.Fit(train).Scores(validation), model.Scores(validation));
    }

    /// <summary>Two normalizers and the trainer read what is behind a cache, which has read it once: of the validation set, too.</summary>
    [TestMethod]
    public void Caches_are_kept()
    {
        var (train, validation) = Sets();
        var mapped = 0;
        var pipeline = _mlContext.Transforms.CustomMapping<Point, Point>(
                (from, to) =>
                {
                    mapped++;
                    to.Features = [.. from.Features];
                }, null)
            .AppendCacheCheckpoint(_mlContext)
            .Append(_mlContext.Transforms.NormalizeMeanVariance("Features")).Append(_mlContext.Transforms.NormalizeMinMax("Features"))
            .Append(TinyTraining.Trainer(_mlContext));
        pipeline.Fit(train);
        Assert.AreEqual(TinyTraining.RowCount, mapped);
        pipeline.Fit(train, validation);
        Assert.AreEqual(TinyTraining.RowCount + TinyTraining.RowCount + 30, mapped);
    }

    [TestMethod]
    public void Pipelines_without_a_trainer_of_this_plugin_and_other_columns_are_refused()
    {
        var (train, validation) = Sets();
        var copies = _mlContext.Transforms.CopyColumns("Copy", "Features").Append(_mlContext.Transforms.CopyColumns("Copy2", "Features"));
        Assert.AreEqual(
            "pipeline must have a trainer of this plugin among its own steps; received ColumnCopyingEstimator, ColumnCopyingEstimator.",
            Assert.ThrowsExactly<ArgumentException>(() => copies.Fit(train, validation)).Message);
        var pipeline = _mlContext.Transforms.NormalizeMeanVariance("Features").Append(TinyTraining.Trainer(_mlContext));
        RejectionAssert.Rejects(() => pipeline.Fit(train, BadInputs.WithoutColumn(validation, "Features")), "pipeline", ["Features"]);
        Assert.ThrowsExactly<ArgumentNullException>(() => pipeline.Fit(train, (IDataView)null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => pipeline.Fit(null!, validation));
    }

    /// <summary>What happens without: the error names the way out.</summary>
    [TestMethod]
    public void Raw_rows_beside_transformed_ones_are_refused_with_the_remedy()
    {
        var (train, validation) = Sets();
        var options = TinyTraining.Options();
        options.ValidationSet = validation;
        var pipeline = _mlContext.Transforms.NormalizeMeanVariance("Features").Append(TinyTraining.Trainer(_mlContext, options));
        var message = Assert.ThrowsExactly<ArgumentException>(() => pipeline.Fit(train)).Message;
        Assert.Contains("validation set: column \"Features\" must be normalized", message);
        Assert.Contains("pipeline.Fit(trainData, validationData)", message);
        options.FeatureColumnName = "All";
        var concatenated = _mlContext.Transforms.Concatenate("All", "Features").Append(TinyTraining.Trainer(_mlContext, options));
        message = Assert.ThrowsExactly<ArgumentException>(() => concatenated.Fit(train)).Message;
        Assert.Contains("\"All\"", message.Replace('\'', '"'));
        Assert.Contains("pipeline.Fit(trainData, validationData)", message);
    }

    private (IDataView Train, IDataView Validation) Sets() =>
        (TinyTraining.Circles(_mlContext), _mlContext.Data.LoadCircles(sampleCount: 30, noise: 0.1, seed: 2));

    private sealed class Point
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
