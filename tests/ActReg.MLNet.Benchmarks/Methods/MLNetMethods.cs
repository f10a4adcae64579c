using ActReg.MLNet.Benchmarks.Data;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace ActReg.MLNet.Benchmarks.Methods;

/// <summary>ML.NET's own trainers with their defaults, on one thread: some depend on the number of threads.</summary>
internal static class MLNetMethods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("ML.NET Lbfgs", TaskKind.Binary, mlContext => mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(
            new LbfgsLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 })),
        new("ML.NET Sdca", TaskKind.Binary, mlContext => mlContext.BinaryClassification.Trainers.SdcaLogisticRegression(
            new SdcaLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 })),
        new("ML.NET FastTree", TaskKind.Binary, FastTree),
        new("ML.NET FastForest", TaskKind.Binary, FastForest),
        new("ML.NET LightGbm", TaskKind.Binary, mlContext => mlContext.BinaryClassification.Trainers.LightGbm(
            new LightGbmBinaryTrainer.Options { NumberOfThreads = 1 })),

        new("ML.NET Lbfgs", TaskKind.Multiclass, mlContext => mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
            new LbfgsMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1 })),
        new("ML.NET Sdca", TaskKind.Multiclass, mlContext => mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy(
            new SdcaMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1 })),
        new("ML.NET FastTree, one versus all", TaskKind.Multiclass, mlContext =>
            mlContext.MulticlassClassification.Trainers.OneVersusAll(FastTree(mlContext))),
        new("ML.NET FastForest, one versus all", TaskKind.Multiclass, mlContext =>
            mlContext.MulticlassClassification.Trainers.OneVersusAll(FastForest(mlContext))),
        new("ML.NET LightGbm", TaskKind.Multiclass, mlContext => mlContext.MulticlassClassification.Trainers.LightGbm(
            new LightGbmMulticlassTrainer.Options { NumberOfThreads = 1 })),

        new("ML.NET Lbfgs, Poisson", TaskKind.Regression, mlContext => mlContext.Regression.Trainers.LbfgsPoissonRegression(
            new LbfgsPoissonRegressionTrainer.Options { NumberOfThreads = 1 }))
        {
            NeedsTargetsFromZero = true,
        },
        new("ML.NET Sdca", TaskKind.Regression, mlContext => mlContext.Regression.Trainers.Sdca(
            new SdcaRegressionTrainer.Options { NumberOfThreads = 1 })),
        new("ML.NET FastTree", TaskKind.Regression, mlContext => mlContext.Regression.Trainers.FastTree(
            new FastTreeRegressionTrainer.Options { NumberOfThreads = 1 })),
        new("ML.NET FastForest", TaskKind.Regression, mlContext => mlContext.Regression.Trainers.FastForest(
            new FastForestRegressionTrainer.Options { NumberOfThreads = 1 })),
        new("ML.NET LightGbm", TaskKind.Regression, mlContext => mlContext.Regression.Trainers.LightGbm(
            new LightGbmRegressionTrainer.Options { NumberOfThreads = 1 })),
    ];

    private static FastTreeBinaryTrainer FastTree(MLContext mlContext) =>
        mlContext.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options { NumberOfThreads = 1 });

    private static FastForestBinaryTrainer FastForest(MLContext mlContext) =>
        mlContext.BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options { NumberOfThreads = 1 });
}
