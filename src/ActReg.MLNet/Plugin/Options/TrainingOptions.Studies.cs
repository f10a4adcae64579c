using Microsoft.ML;

namespace ActReg.MLNet;

/// <content>What studies make of options: here alone they know single ones.</content>
public abstract partial class TrainingOptions
{
    private const float ShareToStopBy = 0.2f;
    private const int LeastPatience = 10;

    /// <summary>The columns that a study reads.</summary>
    internal abstract StudyColumns StudyColumns { get; }

    /// <summary>The names of options that belong to a study as a whole: candidates have the same data, and each trial a seed of its own.</summary>
    internal virtual IEnumerable<string> FixedInStudies => [nameof(Seed), nameof(ExampleWeightColumnName), nameof(SamplingKeyColumnName), nameof(TimeLimit), nameof(TorchThreads)];

    /// <summary>What of these options a study cannot have, whose trials are plain data, as sentences, and null for each rule that is kept.</summary>
    internal virtual IEnumerable<string?> StudyProblems =>
    [
        NotInStudies(ValidationSet, "validationSet", "a study has folds and test data to judge by"),
        NotInStudies(OnEpochEnd, "onEpochEnd", "trials run side by side; the study's options have OnProgress"),
        NotInStudies(Augmentation, "augmentation", "a trial is plain data, which code is not"),
        NotInStudies(InitialWeights, "initialWeights", "they would make all seeds alike"),
        NotInStudies(TorchThreads, "torchThreads", "trials that run at the same time share libtorch's threads"),
        NotInStudies(TimeLimit, "timeLimit", "trials must not depend on how fast a machine is"),
        NotInStudies(CheckpointPath, "checkpointPath", "the study's options have JournalPath"),
        CancellationToken.CanBeCanceled ? Rule.Broken("cancellationToken", "must be left out of a study's base options: the study's own options have one", "one") : null,
    ];

    /// <summary>The hidden layers whose outputs one penalty can be put on; <see langword="null"/> where they are no list of their own.</summary>
    internal virtual IReadOnlyList<Layer>? HiddenLayers
    {
        get => null;
        set => throw new NotSupportedException();
    }

    /// <summary>All that a training depends on but its data, its columns' names and its seed.</summary>
    internal abstract OptionsData ToData();

    /// <summary>A copy without any penalty on activities, and without a schedule of theirs.</summary>
    internal virtual TrainingOptions WithoutActivityPenalty()
    {
        var copy = Copy();
        copy.ActivityPenaltySchedule = null;
        return copy;
    }

    /// <summary>A copy that stops early, by rows set aside; <see langword="null"/> where these options do something of the kind.</summary>
    internal TrainingOptions? WithEarlyStopping()
    {
        if (StopsByItself)
            return null;
        var copy = Copy();
        copy.EarlyStopping = new EarlyStopping(patience: Patience(Epochs));
        copy.ValidationFraction = ShareToStopBy;
        return copy;
    }

    /// <summary>A tenth of the epochs; more where this is few, but no more than a quarter, so that there is time to stop.</summary>
    private static int Patience(int epochs) => Math.Max(1, Math.Max(epochs / 10, Math.Min(LeastPatience, epochs / 4)));

    /// <summary>After how many epochs without improvement a training stops, and all that there are to be; <see langword="null"/> where none stops.</summary>
    internal (int Patience, int Epochs)? Stopping => EarlyStopping is { } stopping ? (stopping.Patience, Epochs) : null;

    /// <summary>Makes them those of one trial.</summary>
    /// <param name="seed">Its own.</param>
    /// <param name="weightColumn">Of its rows, if they have weights.</param>
    /// <param name="groupColumn">Of its rows, if they belong together.</param>
    /// <param name="cancellation">Ends it.</param>
    internal void PrepareTrial(int seed, string? weightColumn, string? groupColumn, CancellationToken cancellation)
    {
        Seed = seed;
        CancellationToken = cancellation;
        CacheInMemory = true;
        ExampleWeightColumnName = weightColumn;
        SamplingKeyColumnName = ValidationFraction > 0 ? groupColumn : null;
    }

    /// <summary>Has rows measured after each epoch, which must not be those to stop by.</summary>
    internal void MeasureIfNotHeeded(IDataView rows) => ValidationSet = StopsByItself ? null : rows;

    /// <summary>What of them is kept with a model, too, without what each trial has of its own.</summary>
    private protected TrainingSettings CommonSettings => Settings with { Seed = 0, SamplingKeyColumnName = null };

    private protected StudyColumns ColumnsWith(string features, string? label) => new(features, label, ExampleWeightColumnName, SamplingKeyColumnName);

    private protected static string? NotInStudies(object? value, string name, string reason) =>
        value == null ? null : Rule.Broken(name, $"must be left out of a study's base options: {reason}", "one");

    private bool StopsByItself => EarlyStopping != null || ValidationFraction > 0;
}
