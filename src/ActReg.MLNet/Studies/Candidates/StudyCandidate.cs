namespace ActReg.MLNet;

/// <summary>A candidate: options that a study compares with others.</summary>
/// <param name="Name">What tables, files, pages and legends call it.</param>
/// <param name="Role">What it is there for.</param>
/// <param name="Settings">
/// Its value of each variation, but without norm, placement and reduction where the strength is 0; none of the baseline and of early stopping, unless the space has an equal candidate.
/// </param>
public sealed record StudyCandidate(string Name, CandidateRole Role, IReadOnlyList<StudySetting> Settings)
{
    /// <summary>
    /// The place, among the study's candidates, of the one that has the same other options and no activity penalty, which tells what the penalty brings: its own where it has none;
    /// <see langword="null"/> where the space has no such candidate.
    /// </summary>
    public int? UnpenalizedIndex { get; init; }

    /// <summary>All of its options but columns and seed, as JSON.</summary>
    internal string Options { get; init; } = "";

    /// <summary><see cref="TrainingOptions.Stopping"/>.</summary>
    internal (int Patience, int Epochs)? Stopping { get; init; }

    /// <summary>The activation function of its hidden layers.</summary>
    internal string Function { get; init; } = CandidateName.AnyFunction;
}
