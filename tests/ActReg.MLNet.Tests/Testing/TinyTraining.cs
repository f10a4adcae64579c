using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using BinaryModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace ActReg.MLNet.Tests;

/// <summary>Trainings that take milliseconds.</summary>
internal static class TinyTraining
{
    public const int RowCount = 60;
    public const int EpochCount = 3;

    /// <summary>Columns Features, of two values, and Label.</summary>
    public static IDataView Circles(MLContext mlContext, int rowCount = RowCount, int seed = 1) =>
        mlContext.Data.LoadCircles(rowCount, noise: 0.1, seed: seed, factor: 0.5);

    public static ActivityRegularizedMlpOptions Options() => new()
    {
        Layers = [Layer.Dense(4, Activation.Tanh, ActivityRegularizer.L1(1e-3f))],
        Epochs = EpochCount,
        BatchSize = 16,
        LearningRate = 0.02f,
        Seed = 5,
    };

    public static ActivityRegularizedBinaryTrainer Trainer(MLContext mlContext, ActivityRegularizedMlpOptions? options = null) =>
        mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options ?? Options());

    public static BinaryPredictionTransformer<BinaryModel> Fit(ActivityRegularizedMlpOptions? options = null)
    {
        var mlContext = new MLContext(seed: 1);
        return Trainer(mlContext, options).Fit(Circles(mlContext));
    }

    /// <summary>The network inside a model, which ML.NET hands out as it is also when it loaded it.</summary>
    public static NetworkModelParameters Network(this ITransformer model) =>
        ((CalibratedModelParametersBase<NetworkModelParameters, PlattCalibrator>)
            ((ISingleFeaturePredictionTransformer<object>)model).Model).SubModel;

    /// <summary>All weights, one after the other.</summary>
    public static float[] AllWeights(this ITransformer model) => model.Network().AllWeights();

    /// <inheritdoc cref="AllWeights(ITransformer)"/>
    public static float[] AllWeights(this NetworkModelParameters network) => [.. network.GetWeights().SelectMany(weight => weight.Values)];

    public static TrainedNetwork ToTrainedNetwork(this NetworkModelParameters network) =>
        network.Network with { Weights = network.GetWeights(), History = network.History, Settings = network.TrainingSettings };

    public static float[] Scores(this ITransformer model, IDataView data) =>
        [.. model.Transform(data).GetColumn<float>("Score")];

    public static void AreEqual<T>(IEnumerable<T> expected, IEnumerable<T> actual, string? what = null) =>
        CollectionAssert.AreEqual(expected.ToArray(), actual.ToArray(), what);
}
