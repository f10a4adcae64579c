namespace ActReg.MLNet;

/// <summary>What a study's trials gave, before it is summed up.</summary>
internal sealed record StudyOutcome
{
    public required StudyTask Task { get; init; }

    public required StudyMetric Metric { get; init; }

    public required IReadOnlyList<StudyCandidate> Candidates { get; init; }

    /// <summary>The splits that candidates were chosen by.</summary>
    public required IReadOnlyList<StudySplit> Splits { get; init; }

    /// <summary>On how many of the first of them a candidate was.</summary>
    public required Func<int, int> SplitsOf { get; init; }

    /// <summary>See <see cref="MeanInterval"/>.</summary>
    public required double Overlap { get; init; }

    /// <summary>The splits that test data judged.</summary>
    public required IReadOnlyList<StudySplit> TestSplits { get; init; }

    /// <summary>The candidate that was chosen, and the best one; <see langword="null"/> where all failed.</summary>
    public required (int Chosen, int Best)? Choice { get; init; }

    /// <summary>What was chosen within each split's training rows.</summary>
    public required IReadOnlyList<(StudySplit Split, int? Chosen)> ChosenWithin { get; init; }

    /// <summary>The splits that learning curves are of.</summary>
    public required IReadOnlyList<StudySplit> Curves { get; init; }

    /// <summary>A trial's result; <see langword="null"/> where it was not run.</summary>
    public required Func<StudySplit, int, bool, TrialResult?> Find { get; init; }

    public bool IsCancelled { get; init; }
}
