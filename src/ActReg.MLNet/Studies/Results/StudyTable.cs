using System.Globalization;

namespace ActReg.MLNet;

/// <summary>A study's result as text: one line for each candidate, columns aligned.</summary>
internal static class StudyTable
{
    /// <summary>The column of names; all others are numbers.</summary>
    public const int NameColumn = 1;

    private const int MostCandidates = 200;
    private const int Decimals = 4;

    public static string Text(StudyResult result)
    {
        var lines = Lines(result);
        int[] widths = [.. lines[0].Select((_, column) => lines.Max(line => column < line.Length ? line[column].Length : 0))];
        return string.Join(Environment.NewLine,
        [
            Title(result),
            .. lines.Select(line => string.Join("  ", line.Select((cell, column) => column == NameColumn ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd()),
            .. Notes(result),
        ]);
    }

    public static string Title(StudyResult result) =>
        string.Create(CultureInfo.InvariantCulture, $"Study of {result.Candidates.Count} candidates ({result.Task}, {result.RowCount} rows; {result.Evaluation})");

    /// <summary>The header, and a line for each candidate, which is shorter where it failed.</summary>
    public static string[][] Lines(StudyResult result)
    {
        StudyMetric[] metrics = [.. new[] { StudyTask.Of(result.Task).Metrics[0], result.Metric }.Distinct()];
        var hasTest = HasTest(result);
        var hasChoice = result.SplitCount > 0;
        string[] header = ["", "Candidate", .. hasChoice ? metrics.Select(metric => metric.Name) : [], .. hasTest ? metrics.Select(metric => $"Test {metric.Name}") : [], "Zeros", "Dead", "Seconds"];
        return [header, .. result.Candidates.Take(MostCandidates).Select((candidate, i) => Cells(result, candidate, i, metrics, hasChoice, hasTest))];
    }

    /// <summary>What stands below.</summary>
    public static string[] Notes(StudyResult result) =>
    [
        .. result.Candidates.Count > MostCandidates ? [string.Create(CultureInfo.InvariantCulture, $"... and {result.Candidates.Count - MostCandidates} more.")] : Array.Empty<string>(),
        "Means ± half of their 95 % intervals. *: chosen. +: best mean. Zeros, dead: of the last hidden layer's outputs, and of its units."
            + (HasTest(result) ? " They are those of the trainings on all rows." : ""),
        .. result.Notes, .. result.Conclusions,
    ];

    private static bool HasTest(StudyResult result) => result.Candidates.Any(candidate => candidate.Test.Count > 0);

    private static string[] Cells(StudyResult result, CandidateResult candidate, int index, StudyMetric[] metrics, bool hasChoice, bool hasTest)
    {
        var mark = (index == result.ChosenIndex ? "*" : "") + (index == result.BestIndex ? "+" : "");
        if (candidate.Failure != null)
            return [mark, candidate.Candidate.Name, $"failed: {Excerpt.Of(candidate.Failure.ReplaceLineEndings(" "), 60)}"];
        var layer = candidate.ShownLayers.Count > 0 ? candidate.ShownLayers[^1] : null;
        return
        [
            mark, candidate.Candidate.Name,
            .. hasChoice ? metrics.Select(metric => Cell(candidate.ValidationOf(metric.Name))) : [],
            .. hasTest ? metrics.Select(metric => Cell(candidate.TestOf(metric.Name))) : [],
            layer == null ? "" : Number(layer.ZeroFraction.Mean, "0.0%"), layer == null ? "" : Number(layer.DeadUnitFraction.Mean, "0.0%"),
            Number(candidate.Seconds, "0.00"),
        ];
    }

    private static string Cell(MetricSummary? summary) => summary == null ? "-"
        : double.IsNaN(summary.Interval.Low) ? Number(summary.Interval.Mean)
        : $"{Number(summary.Interval.Mean)} ±{Number((summary.Interval.High - summary.Interval.Low) / 2)}";

    private static string Number(double value) => StudyNumber.Of(value, Decimals);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
