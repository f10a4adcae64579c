namespace ActReg.MLNet;

/// <summary>A trainer's own copy of the options it was made with, all of them checked.</summary>
internal sealed class CheckedOptions
{
    private readonly SeededTraining _training;

    private CheckedOptions(ActivityRegularizedOptionsBase options, int? contextSeed, NetworkTask task)
    {
        Values = options.Copy();
        _training = new SeededTraining(Values, contextSeed);
        Settings = _training.Settings with
        {
            RegressionLoss = task.HasRegressionLoss ? options.RegressionLoss : null,
            Quantiles = task.HasQuantiles ? new ValueList<float>(options.Quantiles!) : null,
        };
    }

    /// <summary>The options themselves, which nobody else has.</summary>
    public ActivityRegularizedOptionsBase Values { get; }

    /// <summary>How to train; the engine is still the one asked for.</summary>
    public TrainingSettings Settings { get; }

    /// <param name="options">What the user wrote.</param>
    /// <param name="contextSeed">The seed that the <see cref="Microsoft.ML.MLContext"/> was made with, if any.</param>
    /// <param name="task">What the trainer is for.</param>
    /// <inheritdoc cref="ColumnRules.Check"/>
    public static CheckedOptions From(ActivityRegularizedOptionsBase options, int? contextSeed, NetworkTask task)
    {
        ArgumentNullException.ThrowIfNull(options);
        ColumnRules.Check(
            options,
            [
                .. NetworkRules.Of(options),
                .. TrainingRules.Of(options),
                .. ActivityPenaltyRules.Of(options),
                .. PretrainedRules.Of(options),
                .. TaskRules.Of(options, task),
                .. SeriesWindowRules.Of(options, task),
                .. options.OwnProblems,
            ]);
        return new CheckedOptions(options, contextSeed, task);
    }

    /// <summary>The network, with an output layer and every penalty in its place.</summary>
    /// <param name="featureCount">The features per row.</param>
    /// <param name="dimensions">Those of the features' vector, if it has several.</param>
    /// <param name="categories">The blocks of categories that the features' column tells of.</param>
    /// <param name="loss">What its outputs are judged by.</param>
    /// <param name="earlier">The layers of a network that training goes on from.</param>
    /// <exception cref="ArgumentException">The layers do not fit each other or the features, or the shape over the features has another number of values.</exception>
    public NetworkPlan Plan(int featureCount, IReadOnlyList<int>? dimensions, IReadOnlyList<CategoryBlock> categories, Loss loss, IReadOnlyList<Layer>? earlier = null) =>
        NetworkRules.WithOutput(
            InputOf(featureCount, dimensions),
            [
                .. LayerAdaptation.AsIn(earlier, Values.Layers).Select(layer => layer.WithBlocks(categories)),
                LayerMembers.Output(Values.Layers, loss.OutputCount, loss.MemberMean, Values.OutputInitializer),
            ],
            Values.KernelRegularizer);

    /// <inheritdoc cref="SeededTraining.FindCheckpoint"/>
    public CheckpointPlan? FindCheckpoint() => _training.FindCheckpoint();

    private LayerShape InputOf(int featureCount, IReadOnlyList<int>? dimensions)
    {
        if (Values.FeatureShape is not { } shape)
            return featureCount;
        var input = LayerShape.OfInput(shape);
        if (input.Size != featureCount)
        {
            throw new ArgumentException(Rule.Broken(
                "inputShape", $"must have {featureCount} values, like column \"{Values.FeatureColumnName}\"", LayerShape.Text(shape)));
        }

        InputShapes.Check(shape, dimensions, Values.FeatureColumnName);
        return input;
    }
}
