namespace ActReg.MLNet.Cli.Sequence;

/// <summary>What determines the results of <c>actreg sequence</c>.</summary>
internal sealed record SequenceSettings
{
    public const int DefaultTimesteps = 20;
    public const int DefaultRows = 4000;
    public const int DefaultEpochs = 15;
    public const int DefaultRepeats = 3;
    public const int DefaultSeed = 1;
    public const float DefaultStrength = 1e-3f;

    /// <summary>Events of a row, at least 2.</summary>
    public int Timesteps { get; init; } = DefaultTimesteps;

    /// <summary>Rows to train, at least 100.</summary>
    public int Rows { get; init; } = DefaultRows;

    public int ValidationRows { get; init; } = 2000;

    public int TestRows { get; init; } = 10_000;

    /// <summary>Draws of rows and initial weights, at least 1.</summary>
    public int Repeats { get; init; } = DefaultRepeats;

    /// <summary>The seed of the first repeat's rows and initial weights; each further one has the next.</summary>
    public int Seed { get; init; } = DefaultSeed;

    public RecurrentCell Cell { get; init; } = RecurrentCell.Lstm;

    public SequencePenalty Penalty { get; init; } = SequencePenalty.L2;

    /// <summary>Of the penalty on a row, at least 0.</summary>
    public float Strength { get; init; } = DefaultStrength;

    /// <summary>The length of an event's vector.</summary>
    public int EmbeddingUnits { get; init; } = 8;

    /// <summary>Of the recurrent layer.</summary>
    public int Units { get; init; } = 32;

    /// <summary>Of the recurrent network.</summary>
    public int Epochs { get; init; } = DefaultEpochs;

    public int BatchSize { get; init; } = 64;

    /// <summary>Of the recurrent network's first epoch; it falls to 0 by a cosine.</summary>
    public float LearningRate { get; init; } = 0.01f;

    /// <summary>At most, of a dense network: it stops where the validation loss does not get better.</summary>
    public int DenseEpochs { get; init; } = 100;

    /// <summary>Epochs without a better validation loss that stop a dense network.</summary>
    public int DensePatience { get; init; } = 10;

    /// <summary>Of the first repeat's number 0 on; beyond the largest integer it goes on at the smallest.</summary>
    public int SeedOf(int repeat) => unchecked(Seed + repeat);
}
