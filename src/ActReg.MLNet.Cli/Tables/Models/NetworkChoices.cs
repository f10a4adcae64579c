namespace ActReg.MLNet.Cli.Tables;

/// <summary>How the network is trained; what is not said here is as the trainer has it.</summary>
internal sealed record NetworkChoices
{
    public const int DefaultEpochs = 200;
    public const int DefaultBatchSize = 32;
    public const float DefaultLearningRate = 3e-4f;
    public const int DefaultUnits = 256;
    public const int DefaultSeed = 1;

    /// <summary>The width of each hidden layer.</summary>
    public IReadOnlyList<int> HiddenUnits { get; init; } = [DefaultUnits];

    public int Epochs { get; init; } = DefaultEpochs;

    public int BatchSize { get; init; } = DefaultBatchSize;

    public float LearningRate { get; init; } = DefaultLearningRate;

    /// <summary>The strength of the penalty on the hidden layers; 0 for none.</summary>
    public float L1 { get; init; }

    /// <summary>Whether the penalty is on what goes into the ReLU or on what comes out.</summary>
    public ActivityPlacement Placement { get; init; } = ActivityPlacement.PostActivation;

    public int Seed { get; init; } = DefaultSeed;

    /// <summary>The options of the trainer.</summary>
    /// <param name="roles">What the pipeline calls its columns.</param>
    public ActivityRegularizedMlpOptions Options(ColumnRoles roles)
    {
        var options = MlpArguments.ToOptions(
            roles.Label, roles.Features, null, [.. HiddenUnits], L1 > 0 ? ActivityRegularizer.L1(L1) : null, Placement, Epochs, BatchSize, LearningRate);
        options.Seed = Seed;
        return options;
    }
}
