namespace ActReg.MLNet;

/// <summary>What a study says that a penalty brings, which must not be what other options bring that candidates differ in as well.</summary>
/// <param name="result">The study.</param>
/// <param name="text">Its figures in words.</param>
internal sealed class PenaltyConclusions(StudyResult result, ConclusionText text)
{
    private readonly bool _variesOthers = PenaltyComparison.VariesOthers(result);

    /// <summary>What a candidate achieves on the rows of splits, beside what tells most of its penalty.</summary>
    public string OnSplits(CandidateResult candidate) => Comparison(candidate, candidate.Validation, PenaltyComparison.OnSplits);

    /// <summary>The same on the test data.</summary>
    public string OnTestData(CandidateResult candidate) => Comparison(candidate, candidate.Test, PenaltyComparison.OnTestData);

    /// <summary>What is to be known of that comparison, as a sentence after it; empty where the base options are all the same.</summary>
    public string Remark(CandidateResult candidate)
    {
        if (With(candidate) is not { } twin)
            return " What its penalty brings cannot be told apart from what its other options bring: the space has no candidate with these and no penalty.";
        return ReferenceEquals(twin, result.Baseline) || candidate.ValidationAgainstBaseline.Count == 0 ? ""
            : $" Its other options are part of what it is beside the base options: {text.Differences(candidate.Validation, candidate.ValidationAgainstBaseline, BaseOptions)}.";
    }

    /// <summary>What figures are beside those of the baseline.</summary>
    /// <param name="metrics">The figures.</param>
    /// <param name="differences">From the baseline's.</param>
    /// <param name="candidate">Whose; <see langword="null"/> where it is now one, now another.</param>
    public string AgainstBaseline(IReadOnlyList<MetricSummary> metrics, IReadOnlyList<PairedDifference> differences, CandidateResult? candidate) => differences.Count == 0
        ? $"{text.Values(metrics)}; the baseline failed"
        : text.Differences(metrics, differences, candidate == null ? _variesOthers ? BaseOptions : Without : Than(candidate));

    /// <summary>What the other one is like that a candidate is told beside.</summary>
    public string Than(CandidateResult candidate)
    {
        if (candidate.Candidate.Role == CandidateRole.EarlyStopping)
            return "without stopping early";
        if (!PenaltyComparison.HasPenalty(result, candidate))
            return _variesOthers ? "with the base options" : Without;
        return With(candidate) == null ? BaseOptions : _variesOthers ? "with the same other options and no penalty" : Without;
    }

    private const string Without = "without a penalty";
    private const string BaseOptions = "with the base options and no penalty";

    private CandidateResult? With(CandidateResult candidate) => PenaltyComparison.Twin(result, candidate);

    private string Comparison(
        CandidateResult candidate, IReadOnlyList<MetricSummary> metrics, Func<StudyResult, CandidateResult, CandidateResult, IReadOnlyList<PairedDifference>> differences)
    {
        var other = With(candidate) is { } twin && !ReferenceEquals(twin, candidate) ? twin : result.Baseline;
        return differences(result, candidate, other) is { Count: > 0 } found ? text.Differences(metrics, found, Than(candidate))
            : $"{text.Values(metrics)}; {(ReferenceEquals(other, result.Baseline) ? "the baseline" : $"{other.Candidate.Name}, which it is to be compared with,")} failed";
    }
}
