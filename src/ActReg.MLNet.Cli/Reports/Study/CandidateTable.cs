using System.Globalization;

namespace ActReg.MLNet.Cli.StudyPages;

/// <summary>The page's table of all candidates.</summary>
internal static class CandidateTable
{
    public static void Write(Html html, StudyResult result)
    {
        var columns = Columns(result).ToArray();
        html.Table(
            "All candidates: means, and below them their 95 % intervals", [.. columns.Select(column => column.Column)],
            result.Candidates.Select(candidate => (IReadOnlyList<HtmlCell>)[.. columns.Select(column => column.Cell(candidate))]), isSortable: true);
    }

    /// <summary>What a candidate is, in words; empty for one that is nothing but a candidate.</summary>
    public static string Marks(StudyResult result, CandidateResult candidate) => string.Join(", ", new[]
    {
        ReferenceEquals(candidate, result.Chosen) ? "chosen" : null,
        ReferenceEquals(candidate, result.Best) ? "best mean" : null,
        candidate.Candidate.Role == CandidateRole.Baseline ? "baseline" : null,
        candidate.Failure != null ? "failed" : null,
        candidate.FailedTests.Count > 0 ? $"failed {candidate.FailedTests.Count} times on all rows" : null,
        candidate.SplitCount < result.SplitCount ? $"left out after {candidate.SplitCount} splits" : null,
    }.OfType<string>());

    private static IEnumerable<(HtmlColumn Column, Func<CandidateResult, HtmlCell> Cell)> Columns(StudyResult result)
    {
        var metrics = Shown(result);
        yield return (new("Candidate", false), candidate => new(candidate.Candidate.Name));
        yield return (new("What it is", false), candidate => new(Marks(result, candidate)));
        foreach (var setting in Varied(result))
        {
            var isNumber = result.Candidates.All(candidate => Of(candidate, setting) is null or { Number: not null });
            yield return (new(setting, isNumber, IsRepeated: true), candidate => new(Of(candidate, setting)?.Value ?? "", Value: Of(candidate, setting)?.Number?.ToString("R", CultureInfo.InvariantCulture) ?? ""));
        }

        foreach (var metric in metrics)
            yield return (new(metric, true), candidate => StudyCells.Score(candidate.ValidationOf(metric), result));
        yield return (new($"{result.Metric} less the baseline’s", true), candidate => StudyCells.Difference(Difference(candidate.ValidationAgainstBaseline)));
        if (PenaltyComparison.VariesOthers(result))
            yield return (new($"{result.Metric} less that with the same other options and no penalty", true), candidate => StudyCells.Difference(Difference(OfPenalty(result, candidate))));
        if (result.Candidates.Any(candidate => candidate.Test.Count > 0))
        {
            foreach (var metric in metrics)
                yield return (new($"{metric}, test data", true), candidate => StudyCells.Score(candidate.TestOf(metric), result));
        }

        foreach (var metric in metrics)
            yield return (new($"{metric}, rows trained on", true), candidate => StudyCells.Score(candidate.Train.FirstOrDefault(summary => summary.Metric == metric), result));
        yield return (new("Zeros, last hidden layer", true), candidate => StudyCells.Share(Last(candidate)?.ZeroFraction));
        yield return (new("Dead units, last hidden layer", true), candidate => StudyCells.Share(Last(candidate)?.DeadUnitFraction));
        yield return (new("Active hidden outputs", true), candidate => StudyCells.Share(candidate.Failure == null ? candidate.ActiveShare : double.NaN));
        yield return (new("Weights", true), candidate => StudyCells.Count(candidate.Failure == null ? candidate.WeightCount : double.NaN));
        yield return (new("Epochs", true), candidate => StudyCells.Count(candidate.Failure == null ? candidate.Epochs : double.NaN));
        yield return (new("Seconds per training", true), candidate => StudyCells.Seconds(candidate.Failure == null ? candidate.Seconds : double.NaN));

        MeanInterval? Difference(IReadOnlyList<PairedDifference> differences) => differences.FirstOrDefault(difference => difference.Metric == result.Metric.Name)?.Difference;
    }

    /// <summary>What a penalty alone brings; none where the space does not tell.</summary>
    private static IReadOnlyList<PairedDifference> OfPenalty(StudyResult result, CandidateResult candidate) =>
        PenaltyComparison.HasPenalty(result, candidate) && PenaltyComparison.Twin(result, candidate) is { } twin ? PenaltyComparison.OnSplits(result, candidate, twin) : [];

    /// <summary>Settings that tell candidates apart.</summary>
    private static string[] Varied(StudyResult result) =>
    [
        .. result.Candidates.SelectMany(candidate => candidate.Candidate.Settings).GroupBy(setting => setting.Name)
            .Where(settings => settings.DistinctBy(setting => setting.Value).Skip(1).Any()).Select(settings => settings.Key),
    ];

    private static StudySetting? Of(CandidateResult candidate, string setting) => candidate.Candidate.Settings.FirstOrDefault(each => each.Name == setting);

    /// <summary>The metric that was chosen by, and the task's first one.</summary>
    private static string[] Shown(StudyResult result) => [.. new[] { result.Metric.Name, StudyTask.Of(result.Task).Metrics[0].Name }.Distinct()];

    private static LayerSummary? Last(CandidateResult candidate) => candidate.ShownLayers.Count == 0 ? null : candidate.ShownLayers[^1];
}
