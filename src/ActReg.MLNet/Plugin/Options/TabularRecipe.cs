namespace ActReg.MLNet;

/// <summary>How <c>ActivityRegularizedTabularMlp</c> trains unless it is told otherwise: what did best on tables that were kept for choosing it.</summary>
internal static class TabularRecipe
{
    public const int Members = 5;
    public const int Epochs = 100;
    public const int BatchSize = 64;
    public const float LearningRate = 1e-3f;

    private const int Units = 256;
    private const float DropoutRate = 0.1f;
    private const float SetAside = 0.2f;
    private const double WeightDecay = 0.5;
    private const int Patience = 30;

    /// <param name="activityRegularizer">The penalty on each hidden layer's values; <see langword="null"/> for none.</param>
    /// <param name="placement">Whether it sees them before or after the ReLU.</param>
    public static IReadOnlyList<Layer> Layers(ActivityRegularizer? activityRegularizer = null, ActivityPlacement placement = ActivityPlacement.PostActivation) =>
    [
        Layer.Imputation(), Layer.RobustScaling(),
        .. MlpArguments.HiddenLayer(Units, activityRegularizer, placement), Layer.Dropout(DropoutRate),
        .. MlpArguments.HiddenLayer(Units, activityRegularizer, placement), Layer.Dropout(DropoutRate),
    ];

    /// <summary>From the arguments of the simple overloads to options.</summary>
    /// <exception cref="ArgumentException">Arguments are out of range; the message names all that are.</exception>
    public static ActivityRegularizedTabularMlpOptions ToOptions(
        string labelColumnName, string featureColumnName, string? exampleWeightColumnName, ActivityRegularizer? activityRegularizer, ActivityPlacement placement)
    {
        var options = new ActivityRegularizedTabularMlpOptions
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
        };
        Rule.ThrowIfBroken([.. ColumnRules.Of(options), Rule.Defined(placement, nameof(placement)), .. TrainingRules.Of(options)]);
        options.Layers = Layers(activityRegularizer, placement);
        return options;
    }

    /// <param name="settings">Those of any training.</param>
    public static TrainingSettings Settings(TrainingSettings settings) => settings with
    {
        Epochs = Epochs,
        BatchSize = BatchSize,
        LearningRate = LearningRate,
        LearningRateSchedule = LearningRateSchedule.Cosine(),
        Optimizer = Optimizer.AdamW(WeightDecay),
        ValidationFraction = SetAside,
        EarlyStopping = new EarlyStopping(patience: Patience),
    };
}
