namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>What determines a case study's results; the defaults are the tutorial's.</summary>
internal sealed record CaseStudySettings
{
    public const int DefaultRepeats = 30;
    public const int DefaultSeed = 1;

    /// <summary>The seed of the data that the tutorial's figures belong to.</summary>
    public const long TutorialDataSeed = 1;

    /// <summary>The initializations of each model, at least 1.</summary>
    public int Repeats { get; init; } = DefaultRepeats;

    /// <summary>The seed of the first initialization; each further one has the next.</summary>
    public int Seed { get; init; } = DefaultSeed;

    /// <summary>From 0 to 4294967295.</summary>
    public long DataSeed { get; init; } = TutorialDataSeed;

    public int SampleCount { get; init; } = 100;

    public double Noise { get; init; } = 0.1;

    /// <summary>The first rows train; all others test.</summary>
    public int TrainRows { get; init; } = 30;

    public int TestRows => SampleCount - TrainRows;

    public int Units { get; init; } = 500;

    public float L1 { get; init; } = 1e-4f;

    public ActivityReduction Reduction { get; init; } = ActivityReduction.BatchSum;

    public int Epochs { get; init; } = 4000;

    public int BatchSize { get; init; } = 32;

    public float LearningRate { get; init; } = 1e-3f;

    /// <summary>Of the first initialization's number 0 on; beyond the largest integer it goes on at the smallest.</summary>
    public int SeedOf(int repeat) => unchecked(Seed + repeat);
}
