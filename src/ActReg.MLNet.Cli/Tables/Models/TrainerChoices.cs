using System.Text.Json.Serialization;
using Microsoft.ML;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>Which trainer is to train on a table, and how; what is not said here is as the trainer has it.</summary>
internal abstract record TrainerChoices
{
    public const int DefaultSeed = 1;

    /// <summary>What programs call it.</summary>
    public abstract string Trainer { get; }

    /// <summary>The strength of the L1 penalty on the hidden layers; 0 for none.</summary>
    public float L1 { get; init; }

    /// <summary>The strength of the L2 penalty on the hidden layers; 0 for none.</summary>
    public float L2 { get; init; }

    /// <summary>Whether the penalty is on what goes into the ReLU or on what comes out.</summary>
    public ActivityPlacement Placement { get; init; } = ActivityPlacement.PostActivation;

    /// <summary>What the penalty's sum over a batch is divided by.</summary>
    public ActivityReduction Reduction { get; init; } = ActivityReduction.BatchMean;

    public int Seed { get; init; } = DefaultSeed;

    /// <summary>Whether it fills in and scales features itself.</summary>
    [JsonIgnore]
    public abstract bool TakesRawFeatures { get; }

    /// <summary>The penalty; <see langword="null"/> for none.</summary>
    [JsonIgnore]
    public ActivityRegularizer? Penalty => (L1 > 0, L2 > 0) switch
    {
        (true, true) => ActivityRegularizer.L1L2(L1, L2, Reduction),
        (true, false) => ActivityRegularizer.L1(L1, Reduction),
        (false, true) => ActivityRegularizer.L2(L2, Reduction),
        _ => null,
    };

    /// <summary>The epochs of a training on so many rows, of all its networks together; fewer where they stop early.</summary>
    public abstract long EpochsOf(long rows);

    /// <param name="mlContext">Makes it.</param>
    /// <param name="label">What to tell.</param>
    /// <param name="onEpochEnd">Called after each epoch of each network.</param>
    /// <param name="cancellation">Cancels training.</param>
    public abstract IEstimator<ITransformer> Create(MLContext mlContext, TableLabel label, Action<EpochEnd>? onEpochEnd, CancellationToken cancellation);

    private protected static T Watched<T>(T options, Action<EpochEnd>? onEpochEnd, CancellationToken cancellation)
        where T : TrainingOptions
    {
        (options.OnEpochEnd, options.CancellationToken) = (onEpochEnd, cancellation);
        return options;
    }
}
