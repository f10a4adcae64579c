using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>The binary trainer keeps every promise of an ML.NET estimator.</summary>
[TestClass]
public sealed class BinaryTrainerEstimatorTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>Dense and sparse rows, named slots, one missing value.</summary>
    [TestMethod]
    public void Simple_overload_passes_on_mixed_rows()
    {
        var data = SampleData.Binary(_mlContext);
        var trainer = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(
            hiddenUnits: [4], activityRegularizer: ActivityRegularizer.L1(), epochs: 2);
        EstimatorChecks.Run(_mlContext, trainer, data, Inputs(data));
    }

    [TestMethod]
    public void Options_overload_passes_with_weights()
    {
        var data = WithWeights(SampleData.Binary(_mlContext));
        var options = TinyTraining.Options();
        options.ExampleWeightColumnName = "Weight";
        var inputs = Inputs(data);
        EstimatorChecks.Run(_mlContext, TinyTraining.Trainer(_mlContext, options), data, inputs with
        {
            TransformOnlyInputs =
            [
                .. inputs.TransformOnlyInputs,
                BadInputs.WithoutColumn(data, "Weight"),
                BadInputs.WithColumnFrom(data, "Weight", "Name"),
            ],
        });
    }

    [TestMethod]
    public void Passes_on_dense_rows()
    {
        var data = TinyTraining.Circles(_mlContext, rowCount: 80);
        EstimatorChecks.Run(_mlContext, TinyTraining.Trainer(_mlContext), data);
    }

    [TestMethod]
    public void Passes_after_normalization()
    {
        var data = SampleData.Binary(_mlContext);
        var options = TinyTraining.Options();
        options.FeatureColumnName = "Scaled";
        var chain = _mlContext.Transforms.NormalizeMeanVariance("Scaled", "Features")
            .AppendCacheCheckpoint(_mlContext)
            .Append(TinyTraining.Trainer(_mlContext, options));
        EstimatorChecks.Run(_mlContext, chain, data, new EstimatorCheckOptions
        {
            TransformOnlyInputs = [BadInputs.WithoutColumn(data, "Label")],
            InvalidInputs = [BadInputs.WithoutColumn(data, "Features"), BadInputs.WithColumnType(data, "Features", DataKind.Boolean)],
        });
    }

    [TestMethod]
    public void Wrong_columns_are_refused_by_name()
    {
        var data = WithWeights(SampleData.Binary(_mlContext));
        var options = TinyTraining.Options();
        options.ExampleWeightColumnName = "Weight";
        var trainer = TinyTraining.Trainer(_mlContext, options);
        foreach (var column in new[] { "Features", "Label", "Weight" })
        {
            RejectionAssert.Rejects(() => trainer.Fit(BadInputs.WithoutColumn(data, column)), $"fit without {column}", [column]);
            RejectionAssert.Rejects(() => trainer.Fit(BadInputs.WithColumnFrom(data, column, "Name")), $"fit with text as {column}", [column]);
            RejectionAssert.Rejects(
                () => trainer.Fit(data, BadInputs.WithoutColumn(data, column)), $"validation without {column}", [column]);
        }

        RejectionAssert.Rejects(() => trainer.Fit(BadInputs.WithKeys(data, "Label")), "key label", ["Label"]);
        RejectionAssert.Rejects(() => trainer.Fit(BadInputs.WithVariableLength(data, "Features")), "variable length", ["Features"]);
    }

    /// <summary>An error of ML.NET's that names a number would leave the user to guess which set is meant.</summary>
    [TestMethod]
    public void Validation_features_of_another_length_are_refused_by_name()
    {
        var data = SampleData.Binary(_mlContext);
        var narrow = BadInputs.WithVectorLength(data, "Features", 2);
        var error = Assert.ThrowsExactly<ArgumentException>(() => TinyTraining.Trainer(_mlContext).Fit(data, narrow));
        Assert.AreEqual("validation set: column \"Features\" must have 3 values, like the training set's; received 2. pipeline.Fit(trainData, validationData) has a validation set go through the pipeline's transforms.", error.Message);

        var options = TinyTraining.Options();
        options.ValidationSet = narrow;
        Assert.ThrowsExactly<ArgumentException>(() => TinyTraining.Trainer(_mlContext, options).Fit(data));
    }

    private IDataView WithWeights(IDataView data) =>
        _mlContext.Transforms.Conversion.ConvertType("Weight", "Label", DataKind.Single)
            .Append(_mlContext.Transforms.Expression("Weight", "w => w + 0.5f", "Weight"))
            .Fit(data).Transform(data);

    private static EstimatorCheckOptions Inputs(IDataView data) => new()
    {
        TransformOnlyInputs = [BadInputs.WithoutColumn(data, "Label"), BadInputs.WithColumnFrom(data, "Label", "Name")],
        FitOnlyInputs = [BadInputs.WithVectorLength(data, "Features", 5)],
        InvalidInputs =
        [
            BadInputs.WithoutColumn(data, "Features"),
            BadInputs.WithColumnType(data, "Features", DataKind.Double),
            BadInputs.WithScalar(data, "Features"),
            BadInputs.WithVariableLength(data, "Features"),
            BadInputs.WithKeys(data, "Features"),
        ],
    };
}
