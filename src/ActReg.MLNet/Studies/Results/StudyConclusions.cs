using System.Globalization;

namespace ActReg.MLNet;

/// <summary>What a study's figures say, in words that are computed from them.</summary>
internal static class StudyConclusions
{
    public static IReadOnlyList<string> Of(StudyResult result) =>
        result.Candidates.All(candidate => candidate.Failure != null) ? ["Every candidate failed."] : [.. All(result).OfType<string>()];

    private static IEnumerable<string?> All(StudyResult result)
    {
        foreach (var text in result is { Chosen: { } chosen, Best: { } best } ? OfChoice(result, chosen, best) : [NoChoice(result)])
            yield return text;
        if (result.Nested is { } nested)
            yield return Text($"What choosing like this achieves, told by rows that it did not see: {Differences(result, nested.Metrics, nested.AgainstBaseline)}.");
        yield return OnTestData(result);
        yield return Luckiest(result);
        yield return EarlyStopping(result);
        yield return Sparsity(result);
        var failed = result.Candidates.Count(candidate => candidate.Failure != null);
        yield return failed == 0 ? null : Text($"{failed} of {result.Candidates.Count} candidates failed, so that they were not chosen from.");
        var (failedTests, ofCandidates) = (result.Candidates.Sum(candidate => candidate.FailedTests.Count), result.Candidates.Count(candidate => candidate.FailedTests.Count > 0));
        yield return failedTests == 0 ? null
            : Text($"{Times(failedTests, "training")} for the test data failed, of {Times(ofCandidates, "candidate")}, whose figures there are those of the others.");
        yield return result.IsCancelled ? "The study was cancelled: there are fewer splits than were asked for." : null;
    }

    private static IEnumerable<string?> OfChoice(StudyResult result, CandidateResult chosen, CandidateResult best)
    {
        var metric = result.Metric.Name;
        var by = Interval(result, chosen.Validation, metric);
        yield return chosen == best
            ? Text($"Chosen by {metric} over {Splits(result)}: {chosen.Candidate.Name}, {by}. It is the best, and nothing sparser is within one standard error of it.")
            : Text($"Chosen by {metric} over {Splits(result)}: {chosen.Candidate.Name}, {by}. The best mean is that of {best.Candidate.Name}, {Interval(result, best.Validation, metric)}; the one chosen is within one standard error of it, and the sparsest of those that are.");
        if (chosen != result.Baseline)
            yield return Text($"{Where(result)} it has {Differences(result, chosen.Validation, chosen.ValidationAgainstBaseline)}.");
        else if (BestPenalty(result) is { } penalized)
            yield return Text($"What was chosen has no penalty. The best that has one, {penalized.Candidate.Name}, has {Differences(result, penalized.Validation, penalized.ValidationAgainstBaseline)}, {Where(result, isStart: false)}.");
    }

    private static string? OnTestData(StudyResult result)
    {
        if (result.Chosen is not { Test: [var first, ..] } chosen)
            return null;
        var told = chosen == result.Baseline ? Values(result, chosen.Test) : Differences(result, chosen.Test, chosen.TestAgainstBaseline);
        return Text($"On the test data, which chose nothing, over {Times(first.Values.Count - chosen.FailedTests.Count, "seed")}: {told}. These intervals are about seeds: other test data would differ by more.");
    }

    private static string NoChoice(StudyResult result) => result.SplitCount == 0
        ? "Nothing was chosen: candidates were only compared, on the test data." : Text($"None was chosen: of those that did not fail, {result.Metric} is defined on no split.");

    private static CandidateResult? BestPenalty(StudyResult result)
    {
        var sign = result.Metric.HigherIsBetter ? 1 : -1;
        return result.Candidates.Where(candidate => candidate is { Candidate.Role: CandidateRole.Candidate, Failure: null } && candidate.SplitCount == result.SplitCount)
            .Where(candidate => !double.IsNaN(Mean(candidate))).MaxBy(candidate => sign * Mean(candidate));

        double Mean(CandidateResult candidate) => candidate.ValidationOf(result.Metric.Name)?.Interval.Mean ?? double.NaN;
    }

    /// <summary>Who looks for the best on the test data finds luck.</summary>
    private static string? Luckiest(StudyResult result)
    {
        var metric = Shown(result)[0];
        var tested = result.Candidates.Where(candidate => candidate.TestOf(metric) is { Interval.Count: > 0 }).ToArray();
        if (tested.Length < 2)
            return null;
        var highest = HigherIsBetter(result, metric) ? tested.MaxBy(Mean)! : tested.MinBy(Mean)!;
        return Text($"The best {metric} on the test data is {Number(Mean(highest))}, that of {highest.Candidate.Name}; as the best of {tested.Length} it looks better than it is.");

        double Mean(CandidateResult candidate) => candidate.TestOf(metric)!.Interval.Mean;
    }

    private static string? EarlyStopping(StudyResult result)
    {
        if (result.Candidates.FirstOrDefault(candidate => candidate.Candidate.Role == CandidateRole.EarlyStopping) is not { Failure: null } stopping)
            return null;
        var (metrics, differences, where) = stopping.TestAgainstBaseline.Count > 0
            ? (stopping.Test, stopping.TestAgainstBaseline, "on the test data") : (stopping.Validation, stopping.ValidationAgainstBaseline, Where(result, isStart: false));
        return differences.Count == 0 ? null
            : Text($"Early stopping without a penalty, which trains {Times((int)Math.Round(stopping.Epochs), "epoch")} on average, has {Differences(result, metrics, differences)}, {where}.");
    }

    private static string? Sparsity(StudyResult result)
    {
        if (result.Chosen is not { } chosen)
            return null;
        // Those of the same trainings, where one of the two failed on the test data.
        var (layers, baselines) = chosen.TestLayers.Count > 0 && result.Baseline.TestLayers.Count > 0 ? (chosen.TestLayers, result.Baseline.TestLayers) : (chosen.Layers, result.Baseline.Layers);
        return layers is not [.., var layer] || baselines is not [.., var baseline] ? null
            : Text($"Its last hidden layer has {Share(layer.ZeroFraction)} zeros, {Share(layer.DeadUnitFraction)} dead units and a mean activation of {Number(layer.MeanActivation.Mean)}; without a penalty {Share(baseline.ZeroFraction)}, {Share(baseline.DeadUnitFraction)} and {Number(baseline.MeanActivation.Mean)}.");
    }

    private static string Splits(StudyResult result) => Times(result.SplitCount, result.Overlap == 0 ? "draw" : "split");

    private static string Where(StudyResult result, bool isStart = true) =>
        (isStart, result.Overlap == 0) switch
        {
            (true, true) => "On the draws",
            (true, false) => "In cross-validation",
            (false, true) => "on the draws",
            _ => "in cross-validation",
        };

    private static string Times(int count, string what) => Text($"{count} {what}{(count == 1 ? "" : "s")}");

    /// <summary>What is told beside the metric that is chosen by: the task's first two.</summary>
    private static string[] Shown(StudyResult result) => [.. StudyTask.Of(result.Task).Metrics.Take(2).Select(metric => metric.Name).Append(result.Metric.Name).Distinct()];

    private static string Values(StudyResult result, IReadOnlyList<MetricSummary> metrics) => string.Join(
        ", ", Shown(result).Select(name => Text($"{name} {Interval(result, metrics, name)}")));

    /// <summary>Each metric, the baseline's, and what is between them, over splits that both are defined on.</summary>
    private static string Differences(StudyResult result, IReadOnlyList<MetricSummary> metrics, IReadOnlyList<PairedDifference> differences) => differences.Count == 0
        ? Text($"{Values(result, metrics)}; the baseline failed") : string.Join("; ", Shown(result).Select(name => Difference(result, metrics, name, differences)));

    private static string Difference(StudyResult result, IReadOnlyList<MetricSummary> metrics, string name, IReadOnlyList<PairedDifference> differences) =>
        differences.FirstOrDefault(metric => metric.Metric == name) switch
        {
            null or { Difference.Count: 0 } => Text($"{name} {Interval(result, metrics, name)}, and nothing to compare it with"),
            { Difference: { Mean: 0, Low: 0, High: 0 } } same => Text($"{name} {Number(same.Mean)}, as without a penalty"),
            var pair => Text($"{name} {Number(pair.Mean)} instead of {Number(pair.BaselineMean)} without a penalty ({Signed(pair.Difference.Mean)}, {Range(pair.Difference)}: {Verdict(result, pair)})"),
        };

    private static string Verdict(StudyResult result, PairedDifference difference)
    {
        var (low, high) = (difference.Difference.Low, difference.Difference.High);
        if (double.IsNaN(low))
            return "too few to tell";
        if (low <= 0 && high >= 0)
            return "chance may explain it";
        return low > 0 == HigherIsBetter(result, difference.Metric) ? "better" : "worse";
    }

    private static bool HigherIsBetter(StudyResult result, string metric) => MetricOf(result, metric).HigherIsBetter;

    private static StudyMetric MetricOf(StudyResult result, string metric) => StudyTask.Of(result.Task).Metrics.First(of => of.Name == metric);

    private static string Interval(StudyResult result, IReadOnlyList<MetricSummary> metrics, string name) => metrics.FirstOrDefault(metric => metric.Metric == name) switch
    {
        null or { Interval.Count: 0 } => "not defined",
        { Interval: { Low: double.NaN } interval } => Number(interval.Mean),
        { Interval: var interval } => $"{Number(interval.Mean)} ({Range(MetricOf(result, name).Within(interval))})",
    };

    private static string Range(MeanInterval interval) => double.IsNaN(interval.Low) ? "no interval" : $"95 % {Number(interval.Low)} to {Number(interval.High)}";

    private static string Share(MeanInterval interval) => interval.Mean.ToString("0 %", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(Math.Abs(value) < 1000 ? "0.000" : "G4", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
