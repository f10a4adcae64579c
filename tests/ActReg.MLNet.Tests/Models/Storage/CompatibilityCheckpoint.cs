using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>The trainings whose checkpoints are kept to show that later builds go on from them.</summary>
/// <remarks>
/// Their epsilon is far above a gradient's rounding errors: of these, Adam would make whole steps, which differ from machine to
/// machine. Rows are sums and products of drawn numbers, the same everywhere.
/// </remarks>
internal static class CompatibilityCheckpoint
{
    /// <summary>What is thrown in this epoch interrupts the training; the checkpoint is of the one before.</summary>
    public const int InterruptedEpoch = 4;

    private const int Rows = 40;

    public static readonly string[] Names = ["dense-fused-v1", "convolutional-torch-v1"];

    /// <summary>Trains, and goes on from the checkpoint that is at a path.</summary>
    public static NetworkModelParameters Fit(
        string name, MLContext mlContext, string? path = null, Action<EpochEnd>? onEpochEnd = null)
    {
        var isDense = name == Names[0];
        ActivityRegularizedOptionsBase options = isDense ? Dense() : Convolutional();
        options.Epochs = 7;
        options.BatchSize = 9;
        options.LearningRate = 0.02f;
        options.Seed = 11;
        options.Optimizer = Optimizer.Adam(epsilon: 1e-3);
        options.CheckpointPath = path;
        options.CheckpointEpochs = path == null ? null : 1;
        options.OnEpochEnd = onEpochEnd;
        var trainers = mlContext.BinaryClassification.Trainers;
        return options switch
        {
            ActivityRegularizedMlpOptions mlp => trainers.ActivityRegularizedMlp(mlp).Fit(View(mlContext, 1, 3)).Model.SubModel,
            ActivityRegularizedNetworkOptions network =>
                trainers.ActivityRegularizedNetwork(network).Fit(View(mlContext, 3, 50)).Model.SubModel,
            _ => throw new NotSupportedException(name),
        };

        ActivityRegularizedMlpOptions Dense() => new()
        {
            Layers =
            [
                Layer.Dense(6, Activation.Relu, ActivityRegularizer.L1(0.02f)), Layer.BatchNorm(0.9f), Layer.Dropout(0.25f),
                Layer.Dense(4, Activation.Tanh),
            ],
            Engine = TrainingEngine.Fused,
            ValidationSet = View(mlContext, 2, 3),
            EarlyStopping = new EarlyStopping(patience: 6),
        };

        ActivityRegularizedNetworkOptions Convolutional() => new()
        {
            InputShape = [2, 5, 5],
            Layers =
            [
                Layer.Conv2D(4, 2, activation: Activation.Tanh, kernelRegularizer: KernelRegularizer.L2(1e-3f)), Layer.AveragePooling2D(),
                Layer.Flatten(), Layer.Dense(3, Activation.Silu),
            ],
            KernelRegularizer = KernelRegularizer.L1L2(1e-3f, 1e-2f),
            Engine = TrainingEngine.Torch,
        };
    }

    /// <summary>Interrupts a training, whose checkpoint it leaves at a path.</summary>
    public static void Write(string name, string path)
    {
        try
        {
            Fit(name, new MLContext(seed: 1), path, epoch =>
            {
                if (epoch.Metrics.Epoch == InterruptedEpoch)
                    throw new TimeZoneNotFoundException();
            });
        }
        catch (TimeZoneNotFoundException)
        {
        }
    }

    private static IDataView View(MLContext mlContext, int seed, int features)
    {
        var random = new Random(seed);
        var values = Numbers.Array(random, Rows * features, 1.5f);
        return Data.Binary(mlContext, features, values, [.. Enumerable.Range(0, Rows).Select(row => values[row * features] > 0.25f)]);
    }
}
