namespace ActReg.MLNet;

/// <summary>What a candidate's penalty brings is told beside the candidate that has the same other options and none; another one would differ in those as well.</summary>
internal static class PenaltyComparison
{
    /// <summary>Whether the candidate has an activity penalty.</summary>
    public static bool HasPenalty(StudyResult result, CandidateResult candidate) => candidate.Candidate is { Role: CandidateRole.Candidate, UnpenalizedIndex: var twin }
        && (twin is not { } index || !ReferenceEquals(result.Candidates[index], candidate));

    /// <summary>The candidate with the same other options and no penalty; <see langword="null"/> where the space has none, and itself where it has no penalty.</summary>
    public static CandidateResult? Twin(StudyResult result, CandidateResult candidate) =>
        candidate.Candidate.UnpenalizedIndex is { } twin ? result.Candidates[twin] : null;

    /// <summary>Whether candidates differ in other options than a penalty's, so that the baseline has but the base options'.</summary>
    public static bool VariesOthers(StudyResult result) => result.Candidates.Any(candidate =>
        candidate.Candidate.Role == CandidateRole.Candidate && candidate.Candidate.UnpenalizedIndex != StudyResult.BaselineIndex);

    /// <summary>By how much a candidate differs from another one on the rows of the same splits; none where one of them has no figures.</summary>
    public static IReadOnlyList<PairedDifference> OnSplits(StudyResult result, CandidateResult candidate, CandidateResult other) => ReferenceEquals(other, result.Baseline)
        ? candidate.ValidationAgainstBaseline : Differences(candidate.Validation, other.Validation, result.Overlap);

    /// <summary>The same on the test data, with the same seeds.</summary>
    public static IReadOnlyList<PairedDifference> OnTestData(StudyResult result, CandidateResult candidate, CandidateResult other) => ReferenceEquals(other, result.Baseline)
        ? candidate.TestAgainstBaseline : Differences(candidate.Test, other.Test, overlap: 0);

    private static PairedDifference[] Differences(IReadOnlyList<MetricSummary> metrics, IReadOnlyList<MetricSummary> others, double overlap) =>
        [.. metrics.Zip(others, (metric, other) => metric.Less(other, overlap))];
}
