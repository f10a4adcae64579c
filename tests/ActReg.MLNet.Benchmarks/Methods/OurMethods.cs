using ActReg.MLNet.Benchmarks.Data;
using Microsoft.ML;
using Create = System.Func<
    Microsoft.ML.MLContext, ActReg.MLNet.ActivityRegularizedMlpOptions, Microsoft.ML.IEstimator<Microsoft.ML.ITransformer>>;
using CreateTabular = System.Func<
    Microsoft.ML.MLContext, ActReg.MLNet.ActivityRegularizedTabularMlpOptions, Microsoft.ML.IEstimator<Microsoft.ML.ITransformer>>;

namespace ActReg.MLNet.Benchmarks.Methods;

/// <summary>This plugin's trainers.</summary>
internal static class OurMethods
{
    /// <summary>The trainers, for given options.</summary>
    public static IReadOnlyDictionary<TaskKind, Create> WithOptions { get; } = new Dictionary<TaskKind, Create>
    {
        [TaskKind.Binary] = (mlContext, options) => mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options),
        [TaskKind.Multiclass] = (mlContext, options) => mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options),
        [TaskKind.Regression] = (mlContext, options) => mlContext.Regression.Trainers.ActivityRegularizedMlp(options),
    };

    private static Dictionary<TaskKind, CreateTabular> TabularWithOptions { get; } = new()
    {
        [TaskKind.Binary] = (mlContext, options) => mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(options),
        [TaskKind.Multiclass] = (mlContext, options) => mlContext.MulticlassClassification.Trainers.ActivityRegularizedTabularMlp(options),
        [TaskKind.Regression] = (mlContext, options) => mlContext.Regression.Trainers.ActivityRegularizedTabularMlp(options),
    };

    /// <summary>What is compared. The first of a task is the one that all others are compared with.</summary>
    public static IReadOnlyList<Method> All { get; } =
    [
        new("ours, defaults", TaskKind.Binary, mlContext => mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp()),
        new("ours, defaults", TaskKind.Multiclass, mlContext => mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp()),
        new("ours, defaults", TaskKind.Regression, mlContext => mlContext.Regression.Trainers.ActivityRegularizedMlp()),
        new("ours, tabular", TaskKind.Binary, mlContext => mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp()),
        new("ours, tabular", TaskKind.Multiclass, mlContext => mlContext.MulticlassClassification.Trainers.ActivityRegularizedTabularMlp()),
        new("ours, tabular", TaskKind.Regression, mlContext => mlContext.Regression.Trainers.ActivityRegularizedTabularMlp()),
        .. from variant in Variants.All
           from task in WithOptions
           select new Method($"ours, {variant.Name}", task.Key, mlContext => task.Value(mlContext, variant.CreateOptions())),
        .. from variant in TabularVariants.All
           from task in TabularWithOptions
           select new Method($"ours, tabular, {variant.Name}", task.Key, mlContext => task.Value(mlContext, variant.CreateOptions())),
    ];
}
