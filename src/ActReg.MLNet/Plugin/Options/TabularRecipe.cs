namespace ActReg.MLNet;

/// <summary>How <c>ActivityRegularizedTabularMlp</c> trains unless it is told otherwise; chosen on the tables in tests/data/tuning.</summary>
internal static class TabularRecipe
{
    public const int Members = 5;

    private const int Epochs = 100;
    private const int EnoughEpochs = 10;
    private const int FewestEpochs = 2;
    private const int EnoughRowsRead = 500_000;
    private const int MostRowsRead = 2_000_000;
    private const int BatchSize = 64;
    private const float LearningRate = 3e-3f;
    private const int HiddenLayers = 3;
    private const int Units = 256;
    private const int FewestCategories = 17;
    private const float DropoutRate = 0.15f;
    private const float SetAside = 0.2f;
    private const double WeightDecay = 0.1;
    private const int Patience = 30;

    /// <summary>What stands in options that say nothing of it, known by its identity.</summary>
    private static readonly EarlyStopping Stopping = new(patience: Patience);

    /// <summary>What is calibrated afterwards is best at another epoch than what is not.</summary>
    private static readonly EarlyStopping CalibratedStopping = new(TrainingMetric.ValidationCalibratedLoss, patience: Patience);

    /// <param name="activityRegularizer">The penalty on each hidden layer's values; <see langword="null"/> for none.</param>
    /// <param name="placement">Whether it sees them before or after the ReLU.</param>
    public static IReadOnlyList<Layer> Layers(ActivityRegularizer? activityRegularizer = null, ActivityPlacement placement = ActivityPlacement.PostActivation) =>
    [
        Layer.Imputation(), Layer.RobustScaling(), Layer.CategoryEmbedding(fewestCategories: FewestCategories), Layer.PeriodicEmbedding(),
        .. Enumerable.Repeat((Layer[])[.. MlpArguments.HiddenLayer(Units, activityRegularizer, placement), Layer.Dropout(DropoutRate)], HiddenLayers).SelectMany(layers => layers),
    ];

    /// <summary>Of many rows fewer passes, each of which makes as many more updates: more than ten where all together read little, fewer where they would take very long.</summary>
    public static int EpochsOf(long rows) => (int)Math.Clamp(Math.Min(Math.Max(EnoughRowsRead / rows, EnoughEpochs), MostRowsRead / rows), FewestEpochs, Epochs);

    /// <summary>How what is calibrated afterwards is trained: unless options say otherwise, until it is best by then.</summary>
    /// <param name="settings">What the options say.</param>
    public static TrainingSettings OfCalibrated(TrainingSettings settings) =>
        ReferenceEquals(settings.EarlyStopping, Stopping) ? settings with { EarlyStopping = CalibratedStopping } : settings;

    /// <summary>How networks are trained once more, when it is known how long.</summary>
    /// <param name="settings">Those of the first time.</param>
    public static TrainingSettings OfRefit(TrainingSettings settings) => settings with { EarlyStopping = null };

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
        ColumnRules.Check(options, [Rule.Defined(placement, nameof(placement)), .. TrainingRules.Of(options)]);
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
        EarlyStopping = Stopping,
    };
}
