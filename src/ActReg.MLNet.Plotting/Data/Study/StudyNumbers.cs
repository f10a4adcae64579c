namespace ActReg.MLNet.Plotting;

/// <summary>A study's numbers as figures need them.</summary>
internal static class StudyNumbers
{
    public static StudyMetric MetricOf(StudyResult result, string? metric)
    {
        var metrics = StudyTask.Of(result.Task).Metrics;
        return metric == null ? result.Metric : metrics.FirstOrDefault(each => each.Name == metric)
            ?? throw new ArgumentException($"metric must be one of {string.Join(", ", metrics)}; received {metric}.", nameof(metric));
    }

    /// <summary>The interval; <see langword="null"/> where the candidate has no finite mean.</summary>
    public static MeanInterval? Score(this CandidateResult candidate, StudyRows rows, StudyMetric metric)
    {
        var metrics = rows switch { StudyRows.Train => candidate.Train, StudyRows.Test => candidate.Test, _ => candidate.Validation };
        return metrics.FirstOrDefault(summary => summary.Metric == metric.Name)?.Interval is { } interval && candidate.Failure == null && double.IsFinite(interval.Mean)
            ? interval : null;
    }

    public static bool HasTest(this StudyResult result) => result.Candidates.Any(candidate => candidate.Test.Count > 0);

    /// <summary>Candidates that have settings; an equal baseline is one of them.</summary>
    public static CandidateResult[] OfSpace(this StudyResult result) => [.. result.Candidates.Where(candidate => candidate.Candidate.Settings.Count > 0)];

    /// <summary>The names of settings that differ between candidates, in their order.</summary>
    public static string[] Varied(this IEnumerable<CandidateResult> candidates) =>
    [
        .. candidates.SelectMany(candidate => candidate.Candidate.Settings).GroupBy(setting => setting.Name)
            .Where(settings => settings.DistinctBy(setting => setting.Value).Skip(1).Any()).Select(settings => settings.Key),
    ];

    public static StudySetting? Setting(this CandidateResult candidate, string name) => candidate.Candidate.Settings.FirstOrDefault(setting => setting.Name == name);
}
