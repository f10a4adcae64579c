namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>What the numbers depend on.</summary>
internal sealed record AutoencoderSettings
{
    private const int MostDefaultK = 8;
    public const float DefaultLearningRate = 1e-3f;
    public const int DefaultImages = 10_000;
    public const int DefaultRepeats = 10;
    public const int DefaultSeed = 1;

    private const int RowsToSee = 400_000;
    private const int MostEpochs = 300;
    private const int ManyRows = 5000;

    /// <summary>Units of the code for each feature.</summary>
    public const int UnitsPerFeature = 2;

    /// <summary>The units of the code; 0 for twice as many as features.</summary>
    public int Units { get; init; }

    /// <summary>How many are on per row; 0 for a quarter of the units, 8 at most.</summary>
    public int K { get; init; }

    /// <summary>The passes over the rows; 0 for as many as go through 400,000 rows, 300 at most.</summary>
    public int Epochs { get; init; }

    /// <summary>The rows per update; 0 for 64, or 512 of 5,000 rows and more.</summary>
    public int BatchSize { get; init; }

    public float LearningRate { get; init; } = DefaultLearningRate;

    /// <summary>How often each comparison is made.</summary>
    public int Repeats { get; init; } = DefaultRepeats;

    public int Seed { get; init; } = DefaultSeed;

    /// <summary>These settings for some rows, with nothing left open.</summary>
    public AutoencoderSettings For(AutoencoderData data) => this with
    {
        Units = UnitsFor(data.FeatureCount),
        K = K > 0 ? K : Math.Clamp(UnitsFor(data.FeatureCount) / 4, 1, MostDefaultK),
        BatchSize = BatchSize > 0 ? BatchSize : data.Train.Count < ManyRows ? 64 : 512,
        Epochs = Epochs > 0 ? Epochs : Math.Clamp(RowsToSee / data.Train.Count, 1, MostEpochs),
    };

    /// <summary>The options of an autoencoder of these settings.</summary>
    /// <param name="featureCount">The features per row.</param>
    /// <param name="sparsity">What makes the code sparse; by default TopK of <see cref="K"/>.</param>
    public SparseAutoencoderOptions Options(int featureCount, CodeSparsity? sparsity = null)
    {
        var units = UnitsFor(featureCount);
        return new()
        {
            CodeSize = units,
            Sparsity = sparsity ?? CodeSparsity.TopK(K),
            Epochs = Epochs,
            BatchSize = BatchSize,
            LearningRate = LearningRate,
            ReconstructionColumnName = "Reconstruction",
            ScoreColumnName = "Score",
        };
    }

    public int UnitsFor(int featureCount) => Units > 0 ? Units : UnitsPerFeature * featureCount;
}
