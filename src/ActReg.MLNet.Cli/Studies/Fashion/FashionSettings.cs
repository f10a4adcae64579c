namespace ActReg.MLNet.Cli.Fashion;

/// <summary>What the numbers depend on.</summary>
internal sealed record FashionSettings
{
    public const int DefaultImages = 60_000;
    public const int DefaultEpochs = 8;
    public const float DefaultL1 = 1e-4f;
    public const int DefaultSeed = 1;

    /// <summary>Of the training images the first so many, if there are as many.</summary>
    public int Images { get; init; } = DefaultImages;

    public int Epochs { get; init; } = DefaultEpochs;

    public int BatchSize { get; init; } = 128;

    /// <summary>The highest; it rises over the first part of training, and falls over the rest.</summary>
    public float LearningRate { get; init; } = 3e-3f;

    /// <summary>The strength of the penalty on both convolutions' feature maps, per row.</summary>
    public float L1 { get; init; } = DefaultL1;

    public int Seed { get; init; } = DefaultSeed;
}
