namespace ActReg.MLNet.Cli.Sweep;

/// <summary>What a sweep compares, and how.</summary>
internal sealed record SweepSettings
{
    public const int DefaultRepeats = 10;
    public const int DefaultSeed = 1;

    /// <summary>All strengths of the tutorial, and one more at either end.</summary>
    public static IReadOnlyList<float> DefaultStrengths { get; } = [1e-5f, 1e-4f, 1e-3f, 1e-2f, 1e-1f];

    public required IReadOnlyList<ActivityNorm> Norms { get; init; }

    public required IReadOnlyList<ActivityPlacement> Placements { get; init; }

    public required IReadOnlyList<ActivityReduction> Reductions { get; init; }

    public required IReadOnlyList<float> Strengths { get; init; }

    /// <summary>Where test rows are there, the seeds; else how often rows are dealt out to folds; <see langword="null"/> for what suits the data.</summary>
    public int? Repeats { get; init; }

    /// <summary>The folds to choose by.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>The folds within each fold that tell what choosing achieves; 0 for none.</summary>
    public int NestedFolds { get; init; } = 3;

    public int Seed { get; init; } = DefaultSeed;

    /// <summary>The name of the metric to choose by; <see langword="null"/> for the one that suits the data.</summary>
    public string? Metric { get; init; }

    /// <summary>Where results of trials are kept; or <see langword="null"/>.</summary>
    public string? Journal { get; init; }

    public int? MaxDegreeOfParallelism { get; init; }

    public bool LearningCurves { get; init; }

    /// <summary>How many combinations there are.</summary>
    public int Count => Norms.Count * Placements.Count * Reductions.Count * Strengths.Count;

    public StudySpace Space => StudySpace.Grid(
        StudySpace.VaryNorm([.. Norms]), StudySpace.VaryPlacement([.. Placements]), StudySpace.VaryReduction([.. Reductions]), StudySpace.VaryStrength([.. Strengths]));
}
