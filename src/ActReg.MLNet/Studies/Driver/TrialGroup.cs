namespace ActReg.MLNet;

/// <summary>Trials of one split.</summary>
/// <param name="Split">The split.</param>
/// <param name="Candidates">Whose.</param>
/// <param name="HasCurve">Whether each has a learning curve.</param>
internal sealed record TrialGroup(StudySplit Split, IReadOnlyList<int> Candidates, bool HasCurve = false);
