using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>The checks pass on ML.NET's own estimators, with what those are excused from said openly.</summary>
[TestClass]
public sealed class EstimatorChecksTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Logistic_regression_passes()
    {
        IDataView data = SampleData.Binary(_mlContext);
        var options = new LbfgsLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 };
        var trainer = _mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(options);
        IDataView withTextLabel = BadInputs.WithColumnFrom(data, "Label", "Name");
        EstimatorChecks.Run(_mlContext, trainer, data, TrainerInputs(data, withTextLabel));
    }

    [TestMethod]
    public void Maximum_entropy_passes()
    {
        IDataView data = SampleData.Multiclass(_mlContext);
        var options = new SdcaMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1, MaximumNumberOfIterations = 20 };
        var trainer = _mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy(options);
        IDataView withTextLabel = BadInputs.WithColumnFrom(data, "Label", "Name");
        EstimatorChecks.Run(_mlContext, trainer, data, TrainerInputs(data, withTextLabel, isDeterministic: false));
    }

    [TestMethod]
    public void Linear_regression_passes()
    {
        IDataView data = SampleData.Regression(_mlContext);
        var options = new SdcaRegressionTrainer.Options { NumberOfThreads = 1, MaximumNumberOfIterations = 20 };
        var trainer = _mlContext.Regression.Trainers.Sdca(options);
        IDataView withKeyLabel = BadInputs.WithKeys(data, "Label");
        EstimatorChecks.Run(_mlContext, trainer, data, TrainerInputs(data, withKeyLabel, isDeterministic: false));
    }

    [TestMethod]
    public void Normalization_passes()
    {
        IDataView data = SampleData.Binary(_mlContext);
        var normalization = _mlContext.Transforms.NormalizeMinMax("Scaled", "Features");
        EstimatorChecks.Run(_mlContext, normalization, data, new EstimatorCheckOptions
        {
            InvalidInputs =
            [
                BadInputs.WithoutColumn(data, "Features"),
                BadInputs.WithColumnType(data, "Features", DataKind.Boolean),
            ],
        });
    }

    [TestMethod]
    public void Normalization_is_caught_taking_another_vector_length()
    {
        IDataView data = SampleData.Binary(_mlContext);
        var normalization = _mlContext.Transforms.NormalizeMinMax("Scaled", "Features");
        var options = new EstimatorCheckOptions { FitOnlyInputs = [BadInputs.WithVectorLength(data, "Features", 5)] };
        CheckFailure.Expect("accepted", () => EstimatorChecks.Run(_mlContext, normalization, data, options));
    }

    [TestMethod]
    public void A_chain_of_both_passes()
    {
        IDataView data = SampleData.Binary(_mlContext);
        var options = new LbfgsLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1, FeatureColumnName = "Scaled" };
        var chain = _mlContext.Transforms.NormalizeMinMax("Scaled", "Features")
            .Append(_mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(options));
        EstimatorChecks.Run(_mlContext, chain, data, new EstimatorCheckOptions
        {
            TransformOnlyInputs = [BadInputs.WithoutColumn(data, "Label")],
            InvalidInputs = [BadInputs.WithoutColumn(data, "Features")],
        });
    }

    // The stochastic ones draw from the context's generator, so a second fit goes another way.
    private static EstimatorCheckOptions TrainerInputs(IDataView data, IDataView withWrongLabel, bool isDeterministic = true) =>
        new()
        {
            FitIsDeterministic = isDeterministic,
            TransformOnlyInputs = [BadInputs.WithoutColumn(data, "Label"), withWrongLabel],
            FitOnlyInputs = [BadInputs.WithVectorLength(data, "Features", 5)],
            InvalidInputs =
            [
                BadInputs.WithoutColumn(data, "Features"),
                BadInputs.WithColumnType(data, "Features", DataKind.Double),
                BadInputs.WithScalar(data, "Features"),
                BadInputs.WithVariableLength(data, "Features"),
            ],
        };
}
