using System.Globalization;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>The models that are kept to show that later builds read them.</summary>
internal static class CompatibilityModel
{
    /// <summary>Of the first file format.</summary>
    public static ActivityRegularizedMlpOptions FirstOptions() => new()
    {
        Layers =
        [
            Layer.Dense(4, Activation.LeakyRelu(0.1f), ActivityRegularizer.L1L2(1e-4f, 1e-3f, ActivityReduction.ElementMean)),
            Layer.Dense(3, activityRegularizer: ActivityRegularizer.L1(1e-3f, ActivityReduction.BatchSum)),
            Layer.Activation(Activation.Gelu(approximate: true), ActivityRegularizer.L2(1e-3f)),
        ],
        Epochs = 3,
        BatchSize = 8,
        LearningRate = 0.05f,
        Seed = 11,
    };

    /// <summary>Of the second: all kinds of layers, and settings of every kind.</summary>
    public static ActivityRegularizedMlpOptions SecondOptions() => new()
    {
        Layers =
        [
            Layer.BatchNorm(0.9f),
            Layer.Dense(5, Activation.Sigmoid, ActivityRegularizer.KullbackLeibler(0.1f, 0.5f), KernelRegularizer.L1L2(1e-4f, 1e-3f)),
            Layer.Dropout(0.25f),
            Layer.Dense(4), Layer.LayerNorm(activityRegularizer: ActivityRegularizer.L2(1e-3f)), Layer.Activation(Activation.Silu),
        ],
        Epochs = 4,
        BatchSize = 8,
        LearningRate = 0.05f,
        Seed = 11,
        Optimizer = Optimizer.AdamW(0.01),
        LearningRateSchedule = LearningRateSchedule.Cosine(0.1, warmUpEpochs: 1),
        GradientClipping = GradientClipping.ByGlobalNorm(2),
        KernelRegularizer = KernelRegularizer.L2(1e-4f),
        ActivityPenaltySchedule = ActivityPenaltySchedule.WarmUp(2),
        ClassWeights = ClassWeights.Of(1, 2),
        EarlyStopping = new EarlyStopping(patience: 3),
    };

    /// <summary>Writes a model as <c>name.zip</c>, and features and score of some rows as <c>name.csv</c>.</summary>
    public static void Write(ActivityRegularizedMlpOptions options, string folder, string name)
    {
        var mlContext = new MLContext(seed: 1);
        var model = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options)
            .Fit(TinyTraining.Circles(mlContext), TinyTraining.Circles(mlContext, seed: 2));
        float[] features = [0, 0, 1, 0, 0, 1, -1, -1, 0.5f, -0.25f, 3, 4, -100, 50, 1e-3f, -1e-3f];
        var rows = Data.Binary(mlContext, 2, features, new bool[features.Length / 2]);
        mlContext.Model.Save(model, rows.Schema, Path.Combine(folder, name + ".zip"));
        var lines = model.Scores(rows).Select((score, i) => string.Create(
            CultureInfo.InvariantCulture, $"{features[2 * i]:R},{features[(2 * i) + 1]:R},{score:R}"));
        File.WriteAllText(Path.Combine(folder, name + ".csv"), string.Join('\n', lines.Prepend("x0,x1,score")) + "\n");
    }
}
