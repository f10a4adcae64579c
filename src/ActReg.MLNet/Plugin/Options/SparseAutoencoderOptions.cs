namespace ActReg.MLNet;

/// <summary>The options of <c>mlContext.Transforms.SparseAutoencoder</c>. The estimator copies them when it is made.</summary>
/// <remarks>
/// Of the training options, <see cref="TrainingOptions.Augmentation"/> gets features in their own units, and changes what is encoded, not what is to be reconstructed: a denoising autoencoder. Losses are
/// mean squared errors in units of the data's variance, so that 1 is that of the mean.
/// </remarks>
public sealed class SparseAutoencoderOptions : TrainingOptions
{
    internal const int DefaultCodeSize = 64;
    internal const int DefaultK = 8;
    internal const int DefaultEpochs = 50;
    internal const int DefaultBatchSize = 64;
    internal const float DefaultLearningRate = 1e-3f;
    internal const string DefaultOutputColumnName = "Code";
    internal const string DefaultInputColumnName = "Features";
    internal const string DefaultPredictedLabelColumnName = "PredictedLabel";
    internal const float DefaultAnomalyShare = 0.05f;

    /// <summary>50 epochs in batches of 64 rows, at a learning rate of 0.001.</summary>
    public SparseAutoencoderOptions()
        : base(DefaultEpochs, DefaultBatchSize, DefaultLearningRate)
    {
    }

    /// <summary>The column to make: the code, a vector of <see cref="CodeSize"/> <see cref="float"/>; "Code" by default.</summary>
    public string OutputColumnName { get; set; } = DefaultOutputColumnName;

    /// <summary>The features, a known-size vector of <see cref="float"/>; "Features" by default. All are centred and divided by one scale inside, so that their proportions stay: normalize features that are in different units.</summary>
    public string InputColumnName { get; set; } = DefaultInputColumnName;

    /// <summary>A column to make of what the code tells of the row, in the features' own units and of their type; none by default.</summary>
    public string? ReconstructionColumnName { get; set; }

    /// <summary>
    /// A column to make of the row's reconstruction error, its mean squared error in units of the data's variance; none by default. "Score" is
    /// what <c>mlContext.AnomalyDetection.Evaluate</c> looks for, beside <see cref="PredictedLabelColumnName"/>.
    /// </summary>
    public string? ScoreColumnName { get; set; }

    /// <summary>
    /// A column, beside <see cref="ScoreColumnName"/>, to make of whether a row's error is larger than that of all but a share of
    /// <see cref="AnomalyShare"/> of the training rows; "PredictedLabel" by default.
    /// </summary>
    public string PredictedLabelColumnName { get; set; } = DefaultPredictedLabelColumnName;

    /// <summary>The share of training rows, by their weight, that count as anomalies, above 0 and below 1; 0.05 by default. Only beside <see cref="ScoreColumnName"/>.</summary>
    public float AnomalyShare { get; set; } = DefaultAnomalyShare;

    /// <summary>The units of the code, at least 1; 64 by default.</summary>
    public int CodeSize { get; set; } = DefaultCodeSize;

    /// <summary>What makes the code sparse; by default <see cref="CodeSparsity.TopK"/> of 8, or of all units of a smaller code.</summary>
    public CodeSparsity? Sparsity { get; set; }

    /// <summary>The same, where it is left open too.</summary>
    internal CodeSparsity SparsityInForce => Sparsity ?? CodeSparsity.TopK(Math.Clamp(CodeSize, 1, DefaultK));

    /// <summary>The layers from the features to the code, which is a dense layer behind them; none by default.</summary>
    public IReadOnlyList<Layer> Encoder { get; set; } = [];

    /// <summary>
    /// The layers from the code to the reconstruction; none by default. A dense layer for it is added behind them, unless an <see cref="InputShape"/> of more than one
    /// dimension is given and they end in a sequence or an image: that must be of the input's shape then, and an image of one channel.
    /// </summary>
    public IReadOnlyList<Layer> Decoder { get; set; } = [];

    /// <summary>
    /// The shape laid over the features: [channels, height, width] for images, [timesteps, features] for sequences, or [features]; by default
    /// [features]. With more than one dimension, <see cref="Encoder"/> has to make units of them.
    /// </summary>
    public IReadOnlyList<int>? InputShape { get; set; }

    /// <summary>
    /// Whether the decoder's kernel is the transpose of the code's, instead of beginning as it; not by default. Only without <see cref="Encoder"/> and <see cref="Decoder"/>
    /// layers. There is no auxiliary loss then, and columns are not held at norm 1.
    /// </summary>
    public bool TiedWeights { get; set; }

    /// <summary>
    /// The standard deviation of Gaussian noise that is added to every feature that is encoded in training, after <see cref="TrainingOptions.Augmentation"/>, and not to what is to be
    /// reconstructed: in units of the one scale of all features; 0, none, by default (P. Vincent et al., "Stacked denoising autoencoders", 2010).
    /// </summary>
    public float Noise
    {
        get => Settings.Noise;
        set => Settings = Settings with { Noise = value };
    }

    /// <summary>Where the bias begins that is taken away from rows and added again; at the <see cref="PreBias.Mean"/> by default. Only where features have no other <see cref="InputShape"/> than [features].</summary>
    public PreBias PreBias { get; set; }

    internal override StudyColumns StudyColumns => ColumnsWith(InputColumnName, label: null);

    internal override IEnumerable<string> FixedInStudies =>
    [
        .. base.FixedInStudies, nameof(InputColumnName), nameof(OutputColumnName), nameof(ReconstructionColumnName), nameof(ScoreColumnName),
        nameof(PredictedLabelColumnName), nameof(AnomalyShare),
    ];

    // What is left is a code of ReLU units, all of which may be on.
    internal override TrainingOptions WithoutActivityPenalty()
    {
        var copy = (SparseAutoencoderOptions)base.WithoutActivityPenalty();
        copy.Sparsity = CodeSparsity.L1(0);
        return copy;
    }

    internal override OptionsData ToData() => new()
    {
        Settings = CommonSettings,
        StepDefaults = StepDefaults,
        KernelRegularizer = KernelRegularizer,
        Autoencoder = new()
        {
            CodeSize = CodeSize,
            Sparsity = Sparsity,
            Encoder = Encoder,
            Decoder = Decoder,
            InputShape = InputShape,
            TiedWeights = TiedWeights,
            PreBias = PreBias,
        },
    };

    /// <summary>A copy that later changes of these options do not reach.</summary>
    internal override SparseAutoencoderOptions Copy()
    {
        var copy = (SparseAutoencoderOptions)base.Copy();
        copy.Encoder = [.. Encoder];
        copy.Decoder = [.. Decoder];
        copy.InputShape = InputShape?.ToArray();
        return copy;
    }
}
