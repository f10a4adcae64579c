using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>The options that all of this plugin's trainers have. A trainer copies them when it is made.</summary>
/// <remarks>By default training makes 200 epochs; batches and learning rate follow from the rows and the epochs.</remarks>
public abstract class ActivityRegularizedOptionsBase : TrainingOptions
{
    internal const int DefaultEpochs = 200;

    private protected ActivityRegularizedOptionsBase(IReadOnlyList<Layer> layers)
        : base(DefaultEpochs) => Layers = layers;

    /// <summary>The features, a vector of a known number of <see cref="float"/>; "Features" by default.</summary>
    public string FeatureColumnName { get; set; } = DefaultColumnNames.Features;

    /// <summary>The label, of the type that the trainer's task has; "Label" by default.</summary>
    public string LabelColumnName { get; set; } = DefaultColumnNames.Label;

    /// <summary>
    /// The hidden layers, from the features on; the trainer adds the output layer. May be empty, which leaves a linear model.
    /// </summary>
    public IReadOnlyList<Layer> Layers { get; set; }

    /// <summary>The shape laid over the features; null for units.</summary>
    internal virtual IReadOnlyList<int>? FeatureShape => null;

    /// <summary>What training rows' weights are multiplied by, by class; nothing by default. For classification only.</summary>
    public ClassWeights? ClassWeights
    {
        get => Settings.ClassWeights;
        set => Settings = Settings with { ClassWeights = value };
    }

    /// <summary>
    /// Whether probabilities are to be the data's in spite of <see cref="ClassWeights"/>, which make rare classes seem more likely than they
    /// are. By default they are in binary classification, in the column Probability alone: Score and PredictedLabel keep what class weights
    /// are given for. In multiclass classification PredictedLabel follows the probabilities, so that they stay as the weights made them;
    /// <see langword="true"/> corrects both, by the output layer's biases. Only beside class weights, and only where none is 0.
    /// </summary>
    /// <remarks>
    /// A class's log odds lose the logarithm of its weight: "prior correction" (G. King and L. Zeng, "Logistic regression in rare events
    /// data", 2001). Training itself, and the history's figures, are the same.
    /// </remarks>
    public bool? CorrectPriors { get; set; }

    /// <summary>
    /// Layers of a trained network to start from, so that what was learned once serves another task: <see cref="Layers"/> begin with them, and
    /// take over their weights. What follows, the output layer at least, begins as <see cref="TrainingOptions.Seed"/> draws it. None by default.
    /// </summary>
    /// <remarks>
    /// <para>The layers must be the same, but for their penalties, which may be others: <c>network.Layers</c> lists them. The features must be as many as
    /// the network was trained on, of the same shape and at the same stage of the pipeline. Labels may be any.</para>
    /// <para>Not beside <see cref="TrainingOptions.InitialWeights"/>, nor where <c>Fit</c> is given a model to go on from.</para>
    /// </remarks>
    public PretrainedLayers? PretrainedLayers { get; set; }

    /// <summary>
    /// How much labels are smoothed in training (Szegedy et al., 2016; Keras's <c>label_smoothing</c>), at least 0 and below 1; 0, not at all, by default.
    /// Cross-entropy is then that with <c>y (1 - s) + s / classes</c> instead of a label's <c>y</c> of 0 or 1. For classification only.
    /// </summary>
    /// <remarks>The history's losses of training are those of smoothed labels, its validation losses those of labels as they are, unlike Keras's.</remarks>
    public float LabelSmoothing
    {
        get => Settings.LabelSmoothing;
        set => Settings = Settings with { LabelSmoothing = value };
    }

    /// <summary>
    /// What the output layer's kernel begins as; <see cref="KernelInitializer.GlorotUniform"/> by default. <see cref="KernelInitializer.Zeros"/> has a network
    /// begin with the same score for all rows.
    /// </summary>
    public KernelInitializer? OutputInitializer { get; set; }

    /// <summary>What regression minimizes: <see cref="RegressionLoss.MeanSquaredError"/> by default. For regression only, and not for several quantiles.</summary>
    public RegressionLoss RegressionLoss { get; set; } = RegressionLoss.MeanSquaredError;

    /// <summary>
    /// Whether regression trains on labels of mean 0 and standard deviation 1, and scores in the labels' own units all the same; the
    /// default. Losses in the history are then those of the standardized labels. For <see cref="RegressionLoss.MeanAbsoluteError"/> and
    /// <see cref="RegressionLoss.Huber"/>, by which outliers count little, it is the median that becomes 0 and the interquartile range 1.349.
    /// So it is of quantiles. Several labels are standardized each by itself. For regression only; <see cref="RegressionLoss.Poisson"/> and
    /// <see cref="RegressionLoss.Gamma"/> never standardize.
    /// </summary>
    public bool StandardizeLabels { get; set; } = true;

    /// <summary>
    /// The features that are the last values of a series, whose next ones are the label, or labels: each row is scaled by the mean and spread of its own window, and its scores are scaled back. None by
    /// default. For regression only, of values that may be below 0: not with <see cref="RegressionLoss.Poisson"/> and <see cref="RegressionLoss.Gamma"/>.
    /// </summary>
    /// <remarks>
    /// <para>Labels are standardized after they have been scaled (<see cref="StandardizeLabels"/>), and losses in the history, which early stopping watches by default, are those of such labels. Scores are in the
    /// series' own units, as are what a <c>TrainingMetric.Custom</c> gets, and the bounds of <see cref="BoundScores"/>, which beside a window are only there where they are asked for. Several labels
    /// are values of the one series.</para>
    /// <para>Rows are scaled as they are read, so an <see cref="TrainingOptions.Augmentation"/> gets them scaled, and zeros of sparse features are kept. Where features may be missing (<see cref="Layer.Imputation"/>), a window's
    /// mean and spread are those of the values that are there; a row that has none scores NaN.</para>
    /// </remarks>
    public SeriesWindow? SeriesWindow
    {
        get => Settings.SeriesWindow;
        set => Settings = Settings with { SeriesWindow = value };
    }

    /// <summary>
    /// Whether regression scores nothing below the least label of the training rows, nor above the largest: networks go on in straight lines beyond what they have seen. By default
    /// only <c>ActivityRegularizedTabularMlp</c> bounds them, and not beside a <see cref="SeriesWindow"/>. For regression only.
    /// </summary>
    public bool? BoundScores { get; set; }

    /// <summary>Whether they are where nothing is said.</summary>
    internal virtual bool BoundsScoresByDefault => false;

    /// <summary>What these options alone must be.</summary>
    internal virtual IEnumerable<string?> OwnProblems => [];

    /// <summary>
    /// The quantiles that quantile regression predicts: of each the share of labels that are to be below it, above 0 and below 1, in ascending order. 0.1, 0.5 and 0.9 where the trainer
    /// is made without options; else they must be given. For quantile regression only.
    /// </summary>
    public IReadOnlyList<float>? Quantiles { get; set; }

    internal override IReadOnlyList<Layer>? HiddenLayers
    {
        get => Layers;
        set => Layers = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Why layers are still to be given; <see langword="null"/> where they are.</summary>
    internal virtual string? LayersProblem => null;

    internal override StudyColumns StudyColumns => ColumnsWith(FeatureColumnName, LabelColumnName);

    internal override IEnumerable<string> FixedInStudies => [.. base.FixedInStudies, nameof(FeatureColumnName), nameof(LabelColumnName), nameof(Quantiles)];

    internal override IEnumerable<string?> StudyProblems =>
        [.. base.StudyProblems, NotInStudies(PretrainedLayers, "pretrainedLayers", "what their network was trained on may be among the rows to judge by")];

    internal override TrainingOptions WithoutActivityPenalty()
    {
        var copy = (ActivityRegularizedOptionsBase)base.WithoutActivityPenalty();
        copy.Layers = HiddenPenalty.Without(copy.Layers);
        return copy;
    }

    internal override OptionsData ToData() => new()
    {
        Settings = CommonSettings,
        StepDefaults = StepDefaults,
        KernelRegularizer = KernelRegularizer,
        Network = new()
        {
            Layers = Layers,
            InputShape = FeatureShape,
            CorrectPriors = CorrectPriors,
            RegressionLoss = RegressionLoss,
            StandardizeLabels = StandardizeLabels,
            BoundScores = BoundScores,
            OutputInitializer = OutputInitializer,
        },
    };

    internal override ActivityRegularizedOptionsBase Copy()
    {
        var copy = (ActivityRegularizedOptionsBase)base.Copy();
        copy.Layers = [.. Layers];
        copy.Quantiles = Quantiles == null ? null : [.. Quantiles];
        return copy;
    }
}
