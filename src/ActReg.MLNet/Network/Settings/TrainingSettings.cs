using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>How a network was trained; kept with the model. The options of the same names say what each means.</summary>
public sealed record TrainingSettings
{
    /// <summary>All that is not left out.</summary>
    public override string ToString() => RecordText.Of(this, "", PrintMembers);

    /// <summary>The passes over the training set that were asked for.</summary>
    public required int Epochs { get; init; }

    /// <summary>The rows per update.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The learning rate that the schedule multiplies.</summary>
    public required float LearningRate { get; init; }

    /// <summary>Whether rows were shuffled before each epoch.</summary>
    public required bool Shuffle { get; init; }

    /// <summary>The seed of initialization, shuffling and dropout that was in force, wherever it came from.</summary>
    public required int Seed { get; init; }

    /// <summary>The engine that trained; never <see cref="TrainingEngine.Auto"/> in a model.</summary>
    public required TrainingEngine Engine { get; init; }

    /// <summary>How weights followed the gradient.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.Adam();

    /// <summary>How the learning rate changed.</summary>
    public LearningRateSchedule LearningRateSchedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>The bound on the gradient; <see langword="null"/> for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GradientClipping? GradientClipping { get; init; }

    /// <summary>How activity penalties changed; <see langword="null"/> where they did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ActivityPenaltySchedule? ActivityPenaltySchedule { get; init; }

    /// <summary>The share of the rows that were set aside to validate on; 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public float ValidationFraction { get; init; }

    /// <summary>Which rows those were; drawn, as a rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValidationRows ValidationRows { get; init; }

    /// <summary>The column whose values went as a whole to the one part or to the other; <see langword="null"/> for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SamplingKeyColumnName { get; init; }

    /// <summary>Whether training rows were changed at random in each pass; by what, is not kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasAugmentation { get; init; }

    /// <summary>The standard deviation of the noise that an autoencoder's inputs had in training, in units of the data's; 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public float Noise { get; init; }

    /// <summary>What row weights were multiplied by; <see langword="null"/> where they were not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>
    /// The class weights, in the order of the classes, whose effect on the probabilities was undone in the output layer's biases; null where
    /// none was. Training that goes on from the model puts it back first.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<float>? UndoneClassWeights { get; init; }

    /// <summary>
    /// What the output layer was divided by after training, so that probabilities are as sure as rows set aside say; null where it was not. Training that goes on from the model puts
    /// it back first.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Temperature { get; init; }

    /// <summary>When training was to end before its last epoch; <see langword="null"/> for never.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>The time after which training was to end, in whichever epoch; <see langword="null"/> for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>How much labels were smoothed in training; 0 for not at all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public float LabelSmoothing { get; init; }

    /// <summary>What regression minimized; <see langword="null"/> for classification and for several quantiles.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RegressionLoss? RegressionLoss { get; init; }

    /// <summary>The shares of labels that each output was to be above, ascending; <see langword="null"/> where it was not for several quantiles.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<float>? Quantiles { get; init; }

    /// <summary>The features that each row was scaled by, its labels with them; <see langword="null"/> where none was. Scores are scaled back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SeriesWindow? SeriesWindow { get; init; }

    /// <summary>Whether labels were numbers.</summary>
    internal bool IsRegression => RegressionLoss != null || Quantiles != null;

    /// <summary>What regression minimized, of so many outputs; <see langword="null"/> for classification.</summary>
    internal Loss? RegressionObjective(int outputCount) =>
        Quantiles != null ? new QuantileObjective(Quantiles) : RegressionLoss != null ? new RegressionObjective(RegressionLoss, outputCount) : null;

    /// <summary>Whether activity penalties had come, in an epoch, to where their schedule leads; always where they have none.</summary>
    /// <param name="metrics">The epoch.</param>
    /// <param name="units">Those of each penalized layer.</param>
    internal bool PenaltiesHaveArrived(EpochMetrics metrics, IReadOnlyList<int> units) =>
        ActivityPenaltySchedule?.HasArrived(metrics, units) ?? true;

    /// <summary>The schedule of the activity penalties, where these came to where it leads in no epoch; else <see langword="null"/>.</summary>
    /// <param name="history">All epochs.</param>
    /// <param name="units">Those of each penalized layer.</param>
    internal string? UnreachedSchedule(IEnumerable<EpochMetrics> history, IReadOnlyList<int> units) =>
        history.Any(epoch => PenaltiesHaveArrived(epoch, units)) ? null : ActivityPenaltySchedule?.ToString();

    /// <summary>The same, with the default where a file of an earlier version says nothing.</summary>
    internal TrainingSettings WithDefaults()
    {
        // Generated code sets what is missing to null, whatever the initializer says.
        LearningRateSchedule? schedule = LearningRateSchedule;
        Optimizer? optimizer = Optimizer;
        return this with
        {
            LearningRateSchedule = schedule ?? LearningRateSchedule.Constant,
            Optimizer = optimizer ?? Optimizer.Adam(),
        };
    }

    /// <summary>What is wrong with them by themselves, as sentences, and null for each rule that is kept.</summary>
    internal IEnumerable<string?> Problems() =>
    [
        Rule.AtLeast(1, Epochs, "epochs"),
        Rule.AtLeast(1, BatchSize, "batchSize"),
        Rule.Positive(LearningRate, "learningRate"),
        Rule.Present(LearningRateSchedule, "learningRateSchedule"),
        Rule.Present(Optimizer, "optimizer"),
        Rule.Defined(Engine, "engine"),
        Rule.Share(ValidationFraction, "validationFraction"),
        Rule.Defined(ValidationRows, "validationRows"),
        TimeLimit is { } limit && limit <= TimeSpan.Zero ? Rule.Broken("timeLimit", "must be greater than 0", limit) : null,
        Rule.NotNegative(Noise, "noise"),
        Temperature is { } temperature ? Rule.Positive(temperature, "temperature") : null,
        Rule.Share(LabelSmoothing, "labelSmoothing"),
        .. Quantiles == null ? [] : QuantileObjective.Problems(Quantiles),
    ];
}
