namespace ActReg.MLNet;

/// <summary>The options of the trainers that <c>ActivityRegularizedTabularMlp</c> makes. A trainer copies them when it is made.</summary>
/// <remarks>
/// By default five networks are trained, each of which sets another fifth of the rows aside (<see cref="TrainingOptions.ValidationFraction"/>) and keeps the weights of the epoch that is best there (of classes by
/// <see cref="TrainingMetric.ValidationCalibratedLoss"/>, where it is calibrated afterwards), of at most 100: of more than 5,000 rows 500,000 / rows, at least 10, and of more than 200,000 rows 2,000,000 / rows, at least 2. Features are filled in, scaled and embedded (<see cref="Layer.Imputation"/>, <see cref="Layer.RobustScaling"/>,
/// <see cref="Layer.PeriodicEmbedding"/>), blocks of more than 16 categories by vectors of their own (<see cref="Layer.CategoryEmbedding"/>); then come three times 256 units with ReLU and dropout 0.15. Adam with a decoupled decay of 0.1, batches of 64 rows, a rate of 0.003 that falls to 0 along a cosine.
/// Rows are kept in memory. A network's share, <see cref="TrainingOptions.ValidationFraction"/>, is at most a half: the networks' parts have no row in common until there is no whole one left; then parts are drawn anew. With a
/// <see cref="TrainingOptions.SamplingKeyColumnName"/> parts are of whole groups. Where nothing can be set aside, because no class has two rows, all networks are trained on all rows, without early stopping, and a warning says so.
/// With <see cref="ValidationRows.Last"/> all networks set the same rows aside; a validation set given to <c>Fit</c> takes their place.
/// </remarks>
public sealed class ActivityRegularizedTabularMlpOptions : ActivityRegularizedOptionsBase
{
    /// <summary>The defaults.</summary>
    public ActivityRegularizedTabularMlpOptions()
        : base(TabularRecipe.Layers())
    {
        Settings = TabularRecipe.Settings(Settings);
        StepDefaults = default;
    }

    /// <summary>The networks that are trained, each with another seed, and score together by their mean: from 1 to 65536; by default 5.</summary>
    public int Members { get; set; } = TabularRecipe.Members;

    /// <summary>
    /// Whether classifiers are made as sure as the rows that their networks set aside say, by one temperature; the default. Not beside class weights, nor where no row is set aside by each member.
    /// </summary>
    public bool Calibrate { get; set; } = true;

    /// <summary>
    /// Whether the networks are trained once more, on all rows: with the same seeds, and for the median of the epochs that were best on the rows that each set aside. By default they are not,
    /// and each has learned four fifths of the rows. A second training takes about as long as the first. Not where all networks validate on the same rows, or on none, nor beside a <see cref="TrainingOptions.TimeLimit"/>.
    /// </summary>
    /// <remarks>The rate falls as it did, as if it were to go on to the last epoch. The temperature is that of the first networks; <see cref="TrainingOptions.OnEpochEnd"/> is told of both trainings. Cancelled meanwhile, with <see cref="CancellationBehavior.KeepBest"/>, the first networks are the model.</remarks>
    public bool Refit { get; set; }

    internal override bool BoundsScoresByDefault => true;

    internal override IEnumerable<string?> OwnProblems => TabularRules.Of(this);

    internal override ActivityRegularizedOptionsBase Copy()
    {
        var copy = base.Copy();
        // Members share the rows.
        copy.CacheInMemory = true;
        return copy;
    }

    internal override IEnumerable<string?> StudyProblems =>
        [.. base.StudyProblems, Rule.Broken("baseOptions", "must be those of one network, of ActivityRegularizedMlp or ActivityRegularizedNetwork", nameof(ActivityRegularizedTabularMlpOptions))];
}
