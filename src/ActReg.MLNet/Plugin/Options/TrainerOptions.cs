using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>A trainer's own copy of the options it was made with, all of them checked.</summary>
internal sealed record TrainerOptions
{
    public required string LabelColumnName { get; init; }

    public required string FeatureColumnName { get; init; }

    public required string? ExampleWeightColumnName { get; init; }

    /// <summary>The shape laid over the features; null for units.</summary>
    public required IReadOnlyList<int>? InputShape { get; init; }

    /// <summary>The hidden layers.</summary>
    public required IReadOnlyList<Layer> Layers { get; init; }

    /// <summary>The penalty on kernels that have none of their own.</summary>
    public required KernelRegularizer? KernelRegularizer { get; init; }

    public required TrainingSettings Settings { get; init; }

    public required bool? CacheInMemory { get; init; }

    public required StreamingSizes StreamingSizes { get; init; }

    public required IDataView? ValidationSet { get; init; }

    public required Action<EpochEnd>? OnEpochEnd { get; init; }

    public required IReadOnlyList<WeightTensor>? InitialWeights { get; init; }

    public required bool StandardizeLabels { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    public required CancellationBehavior OnCancellation { get; init; }

    /// <summary>Where checkpoints go; null for nowhere.</summary>
    public required CheckpointOptions? Checkpoints { get; init; }

    /// <param name="options">What the user wrote.</param>
    /// <param name="contextSeed">The seed that the <see cref="MLContext"/> was made with, if any.</param>
    /// <param name="isRegression">Whether the options are a regression trainer's.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message names all that are.</exception>
    public static TrainerOptions From(ActivityRegularizedOptionsBase options, int? contextSeed, bool isRegression = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        Rule.ThrowIfBroken(
        [
            .. Columns(options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName),
            .. NetworkRules.Of(options),
            .. Training(options.Epochs, options.BatchSize, options.LearningRate),
            Rule.Present(options.LearningRateSchedule, "learningRateSchedule"),
            Rule.Present(options.Optimizer, "optimizer"),
            Rule.Defined(options.Engine, "engine"),
            Rule.Share(options.ValidationFraction, "validationFraction"),
            options.ValidationSet != null && options.ValidationFraction > 0
                ? Rule.Broken("validationFraction", "must be 0 beside a validationSet", options.ValidationFraction) : null,
            .. ActivityPenaltyRules.Of(options),
            .. (options.InitialWeights ?? []).Select(InitialWeight),
            Rule.Defined(options.OnCancellation, "onCancellation"),
            .. CheckpointOptions.Check(options.CheckpointPath, options.CheckpointEpochs),
            .. Regression(options, isRegression),
        ]);
        var seed = options.Seed ?? contextSeed;
        return new TrainerOptions
        {
            LabelColumnName = options.LabelColumnName,
            FeatureColumnName = options.FeatureColumnName,
            ExampleWeightColumnName = options.ExampleWeightColumnName,
            InputShape = options.FeatureShape?.ToArray(),
            Layers = [.. options.Layers!],
            KernelRegularizer = options.KernelRegularizer,
            Settings = new TrainingSettings
            {
                Epochs = options.Epochs,
                BatchSize = options.BatchSize,
                LearningRate = options.LearningRate,
                LearningRateSchedule = options.LearningRateSchedule,
                Optimizer = options.Optimizer,
                ValidationFraction = options.ValidationFraction,
                ClassWeights = options.ClassWeights,
                GradientClipping = options.GradientClipping,
                ActivityPenaltySchedule = options.ActivityPenaltySchedule,
                Shuffle = options.Shuffle,
                Seed = seed ?? Random.Shared.Next(),
                Engine = options.Engine,
                EarlyStopping = options.EarlyStopping,
                RegressionLoss = isRegression ? options.RegressionLoss : null,
            },
            CacheInMemory = options.CacheInMemory,
            StreamingSizes = options.StreamingSizes,
            ValidationSet = options.ValidationSet,
            OnEpochEnd = options.OnEpochEnd,
            InitialWeights = options.InitialWeights?.Select(weight => weight.Copy()).ToArray(),
            StandardizeLabels = options.StandardizeLabels,
            CancellationToken = options.CancellationToken,
            OnCancellation = options.OnCancellation,
            Checkpoints = options.CheckpointPath == null ? null : new CheckpointOptions(
                Path.GetFullPath(options.CheckpointPath), options.CheckpointEpochs ?? CheckpointOptions.DefaultEpochs,
                TakesStoredSeed: seed == null),
        };
    }

    /// <summary>The hidden layers and the output layer, with every penalty in its place.</summary>
    public IReadOnlyList<Layer> WithOutputLayer(int outputs) =>
        [.. Layers.Append(Layer.Dense(outputs)).Select(layer => layer.WithDefault(KernelRegularizer))];

    /// <summary>The features of a row.</summary>
    /// <exception cref="ArgumentException">The shape laid over them does not have as many.</exception>
    public LayerShape InputOf(int featureCount)
    {
        if (InputShape == null)
            return featureCount;
        var input = LayerShape.OfInput(InputShape);
        return input.Size == featureCount ? input : throw new ArgumentException(Rule.Broken(
            "inputShape", $"must have {featureCount} values, like column \"{FeatureColumnName}\"", LayerShape.Text(InputShape)));
    }

    /// <summary>The rules of the columns' names.</summary>
    public static IEnumerable<string?> Columns(string? labelColumnName, string? featureColumnName, string? exampleWeightColumnName) =>
    [
        Rule.NotBlank(labelColumnName, nameof(labelColumnName)),
        Rule.NotBlank(featureColumnName, nameof(featureColumnName)),
        exampleWeightColumnName == null ? null : Rule.NotBlank(exampleWeightColumnName, nameof(exampleWeightColumnName)),
    ];

    /// <summary>The rules of the other options that both overloads have.</summary>
    public static IEnumerable<string?> Training(int epochs, int batchSize, float learningRate) =>
    [
        Rule.AtLeast(1, epochs, nameof(epochs)),
        Rule.AtLeast(1, batchSize, nameof(batchSize)),
        Rule.Positive(learningRate, nameof(learningRate)),
    ];

    private static IEnumerable<string?> Regression(ActivityRegularizedOptionsBase options, bool isRegression) => isRegression
        ?
        [
            Rule.Present(options.RegressionLoss, "regressionLoss"),
            options.ClassWeights == null ? null : Rule.Broken("classWeights", "must be left as it is in regression", options.ClassWeights),
            .. WatchedFigure.Of(options.EarlyStopping, options.LearningRateSchedule)
                .Where(watched => watched.Metric.IsAccuracy())
                .Select(watched => Rule.Broken($"{watched.Option}.monitor", "must be a loss in regression", watched.Metric)),
        ]
        :
        [
            options.RegressionLoss == RegressionLoss.MeanSquaredError
                ? null : Rule.Broken("regressionLoss", "must be left as it is in classification", options.RegressionLoss),
            options.StandardizeLabels ? null : Rule.Broken("standardizeLabels", "must be left as it is in classification", false),
        ];

    private static string? InitialWeight(WeightTensor? weight, int index)
    {
        var name = $"initialWeights[{index}]";
        if (weight?.Shape == null || weight.Values == null)
            return Rule.Broken(name, "must have a shape and values", "null");
        var wrong = Array.FindIndex(weight.Values, value => !float.IsFinite(value));
        return wrong < 0 ? null : Rule.Broken($"{name}.values[{wrong}]", "must be finite", weight.Values[wrong]);
    }
}
