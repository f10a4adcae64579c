namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>What the numbers depend on.</summary>
internal sealed record AutoencoderSettings
{
    public const int DefaultK = 32;
    public const int DefaultEpochs = 50;
    public const int DefaultImages = 10_000;
    public const int DefaultRepeats = 10;
    public const int DefaultSeed = 1;

    /// <summary>Units of the code for each feature.</summary>
    public const int UnitsPerFeature = 8;

    /// <summary>The units of the code; 0 for eight times as many as features.</summary>
    public int Units { get; init; }

    /// <summary>How many are on per row.</summary>
    public int K { get; init; } = DefaultK;

    public int Epochs { get; init; } = DefaultEpochs;

    public int BatchSize { get; init; } = 64;

    public float LearningRate { get; init; } = 1e-3f;

    /// <summary>How often each comparison is made.</summary>
    public int Repeats { get; init; } = DefaultRepeats;

    public int Seed { get; init; } = DefaultSeed;

    /// <summary>The options of an autoencoder of these settings.</summary>
    /// <param name="featureCount">The features per row.</param>
    /// <param name="sparsity">What makes the code sparse; by default TopK of <see cref="K"/>.</param>
    public SparseAutoencoderOptions Options(int featureCount, CodeSparsity? sparsity = null)
    {
        var units = UnitsFor(featureCount);
        return new()
        {
            CodeSize = units,
            Sparsity = sparsity ?? CodeSparsity.TopK(Math.Min(K, units)),
            Epochs = Epochs,
            BatchSize = BatchSize,
            LearningRate = LearningRate,
            ReconstructionColumnName = "Reconstruction",
            ScoreColumnName = "Score",
        };
    }

    public int UnitsFor(int featureCount) => Units > 0 ? Units : UnitsPerFeature * featureCount;
}
