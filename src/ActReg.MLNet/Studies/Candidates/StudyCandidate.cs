namespace ActReg.MLNet;

/// <summary>A candidate: options that a study compares with others.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Role">What it is there for.</param>
/// <param name="Settings">Its value of each variation; none of the baseline and of early stopping, unless the space has an equal candidate.</param>
public sealed record StudyCandidate(string Name, CandidateRole Role, IReadOnlyList<StudySetting> Settings)
{
    /// <summary>All of its options but columns and seed, as JSON.</summary>
    internal string Options { get; init; } = "";
}
