using Microsoft.ML;

namespace ActReg.MLNet.Tests.Conformance;

/// <summary>The tasks; their names are those of label members.</summary>
internal enum CheckedTask
{
    Binary,
    Multiclass,
    Regression,
    Quantiles,
    MultiOutput,
    Multilabel,
}

/// <summary>What the checks choose themselves of a trainer's options.</summary>
internal sealed record TrainerSetup(string Label = "Label", string Features = "Features", string? Weight = null, int Seed = 1);

/// <summary>A trainer to check: how it is made, with all rows of 64 in one batch.</summary>
internal sealed record CheckedTrainer(string Name, CheckedTask Task, Func<TrainerSetup, IEstimator<ITransformer>> Make)
{
    private const int Epochs = 5;
    private const int BatchSize = 64;
    private const float LearningRate = 0.02f;

    /// <summary>Every one that the plugin has.</summary>
    public static IReadOnlyList<CheckedTrainer> All { get; } = [.. Enum.GetValues<CheckedTask>().SelectMany(task => new CheckedTrainer[]
    {
        new($"{task}, simple", task, setup => Simple(task, setup)),
        new($"{task}, mlp", task, setup => Mlp(task, Fill(task, new ActivityRegularizedMlpOptions(), setup))),
        new($"{task}, network", task, setup => Network(task, Fill(task, new ActivityRegularizedNetworkOptions(), setup))),
    }), .. Enum.GetValues<CheckedTask>().Where(HasTabular).Select(task => new CheckedTrainer($"{task}, tabular", task, setup => Tabular(task, FillTabular(task, setup))) { TakesMissing = true })];

    public static IEstimator<ITransformer> Mlp(CheckedTask task, ActivityRegularizedMlpOptions options) => task switch
    {
        CheckedTask.Binary => new MLContext().BinaryClassification.Trainers.ActivityRegularizedMlp(options),
        CheckedTask.Multiclass => new MLContext().MulticlassClassification.Trainers.ActivityRegularizedMlp(options),
        CheckedTask.Quantiles => new MLContext().Regression.Trainers.ActivityRegularizedQuantileMlp(options),
        CheckedTask.MultiOutput => new MLContext().Regression.Trainers.ActivityRegularizedMultiOutputMlp(options),
        CheckedTask.Multilabel => new MLContext().MulticlassClassification.Trainers.ActivityRegularizedMultilabelMlp(options),
        _ => new MLContext().Regression.Trainers.ActivityRegularizedMlp(options),
    };

    public static IEstimator<ITransformer> Network(CheckedTask task, ActivityRegularizedNetworkOptions options) => task switch
    {
        CheckedTask.Binary => new MLContext().BinaryClassification.Trainers.ActivityRegularizedNetwork(options),
        CheckedTask.Multiclass => new MLContext().MulticlassClassification.Trainers.ActivityRegularizedNetwork(options),
        CheckedTask.Quantiles => new MLContext().Regression.Trainers.ActivityRegularizedQuantileNetwork(options),
        CheckedTask.MultiOutput => new MLContext().Regression.Trainers.ActivityRegularizedMultiOutputNetwork(options),
        CheckedTask.Multilabel => new MLContext().MulticlassClassification.Trainers.ActivityRegularizedMultilabelNetwork(options),
        _ => new MLContext().Regression.Trainers.ActivityRegularizedNetwork(options),
    };

    public static IEstimator<ITransformer> Tabular(CheckedTask task, ActivityRegularizedTabularMlpOptions options) => task switch
    {
        CheckedTask.Binary => new MLContext().BinaryClassification.Trainers.ActivityRegularizedTabularMlp(options),
        CheckedTask.Multiclass => new MLContext().MulticlassClassification.Trainers.ActivityRegularizedTabularMlp(options),
        _ => new MLContext().Regression.Trainers.ActivityRegularizedTabularMlp(options),
    };

    private static bool HasTabular(CheckedTask task) => task is CheckedTask.Binary or CheckedTask.Multiclass or CheckedTask.Regression;

    /// <summary>Whether rows with a missing feature are rows like others.</summary>
    public bool TakesMissing { get; init; }

    /// <summary>Trained on rows.</summary>
    public ITransformer Fit(CheckedRows rows, TrainerSetup? setup = null)
    {
        setup ??= new TrainerSetup();
        return Make(setup).Fit(rows.ToView(setup.Label, setup.Features));
    }

    private static T Fill<T>(CheckedTask task, T options, TrainerSetup setup)
        where T : ActivityRegularizedOptionsBase
    {
        options.Layers = [Layer.Dense(4, Activation.Tanh, ActivityRegularizer.L1(1e-3f)), Layer.LayerNorm()];
        options.Quantiles = task == CheckedTask.Quantiles ? [0.1f, 0.5f, 0.9f] : null;
        (options.Epochs, options.BatchSize, options.LearningRate, options.Seed) = (Epochs, BatchSize, LearningRate, setup.Seed);
        (options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName) = (setup.Label, setup.Features, setup.Weight);
        return options;
    }

    /// <summary>With no row set aside, since weights would then not be what rows are.</summary>
    private static ActivityRegularizedTabularMlpOptions FillTabular(CheckedTask task, TrainerSetup setup)
    {
        var options = Fill(task, new ActivityRegularizedTabularMlpOptions(), setup);
        options.Layers = [Layer.Imputation(), Layer.RobustScaling(), .. options.Layers];
        (options.Members, options.ValidationFraction, options.EarlyStopping) = (2, 0, null);
        return options;
    }

    // Its seed is the context's.
    private static IEstimator<ITransformer> Simple(CheckedTask task, TrainerSetup setup)
    {
        var mlContext = new MLContext(setup.Seed);
        var (label, features, weight) = (setup.Label, setup.Features, setup.Weight);
        var l1 = ActivityRegularizer.L1(1e-3f);
        return task switch
        {
            CheckedTask.Binary => mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(
                label, features, weight, [4], l1, epochs: Epochs, batchSize: BatchSize, learningRate: LearningRate),
            CheckedTask.Multiclass => mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(
                label, features, weight, [4], l1, epochs: Epochs, batchSize: BatchSize, learningRate: LearningRate),
            CheckedTask.Quantiles => mlContext.Regression.Trainers.ActivityRegularizedQuantileMlp(
                label, features, null, weight, [4], l1, epochs: Epochs, batchSize: BatchSize, learningRate: LearningRate),
            CheckedTask.MultiOutput => mlContext.Regression.Trainers.ActivityRegularizedMultiOutputMlp(
                label, features, weight, [4], l1, epochs: Epochs, batchSize: BatchSize, learningRate: LearningRate),
            CheckedTask.Multilabel => mlContext.MulticlassClassification.Trainers.ActivityRegularizedMultilabelMlp(
                label, features, weight, [4], l1, epochs: Epochs, batchSize: BatchSize, learningRate: LearningRate),
            _ => mlContext.Regression.Trainers.ActivityRegularizedMlp(
                label, features, weight, [4], l1, epochs: Epochs, batchSize: BatchSize, learningRate: LearningRate),
        };
    }
}
