using System.Globalization;

namespace ActReg.MLNet;

/// <summary>What a study's figures say, in words that are computed from them.</summary>
internal static class StudyConclusions
{
    public static IReadOnlyList<string> Of(StudyResult result)
    {
        if (result is { Chosen: { } chosen, Best: { } best })
            return [.. All(result, chosen, best).OfType<string>()];
        return result.SplitCount > 0 ? ["Every candidate failed."] : [.. WithoutChoice(result).OfType<string>()];
    }

    private static IEnumerable<string?> WithoutChoice(StudyResult result)
    {
        yield return "Nothing was chosen: candidates were only compared, on the test data.";
        yield return Luckiest(result);
        yield return EarlyStopping(result);
        yield return Failed(result);
        yield return Cancelled(result);
    }

    private static IEnumerable<string?> All(StudyResult result, CandidateResult chosen, CandidateResult best)
    {
        var metric = result.Metric.Name;
        var by = chosen.ValidationOf(metric)!.Interval;
        yield return chosen == best
            ? Text($"Chosen by {metric} over {Splits(result)}: {chosen.Candidate.Name}, {Interval(by)}. It is the best, and nothing sparser is within one standard error of it.")
            : Text($"Chosen by {metric} over {Splits(result)}: {chosen.Candidate.Name}, {Interval(by)}. The best mean is that of {best.Candidate.Name}, {Interval(best.ValidationOf(metric)!.Interval)}; the one chosen is within one standard error of it, and the sparsest of those that are.");
        if (chosen != result.Baseline)
            yield return Text($"{Where(result)} it has {Differences(result, chosen.Validation, chosen.ValidationAgainstBaseline)}.");
        else if (BestPenalty(result) is { } penalized)
            yield return Text($"What was chosen has no penalty. The best that has one, {penalized.Candidate.Name}, has {Differences(result, penalized.Validation, penalized.ValidationAgainstBaseline)}, {Where(result, isStart: false)}.");
        if (result.Nested is { } nested)
            yield return Text($"What choosing like this achieves, told by rows that it did not see: {Differences(result, nested.Metrics, nested.AgainstBaseline)}.");
        if (chosen.Test.Count > 0)
            yield return Text($"On the test data, which chose nothing, over {Times(chosen.Test[0].Interval.Count, "seed")}: {(chosen == result.Baseline ? Values(result, chosen.Test) : Differences(result, chosen.Test, chosen.TestAgainstBaseline))}. These intervals are about seeds: other test data would differ by more.");
        yield return Luckiest(result);
        yield return EarlyStopping(result);
        yield return Sparsity(result, chosen);
        yield return Failed(result);
        yield return Cancelled(result);
    }

    private static string? Failed(StudyResult result) => result.Candidates.Count(candidate => candidate.Failure != null) is var failed and > 0
        ? Text($"{failed} of {result.Candidates.Count} candidates failed, so that they were not chosen from.") : null;

    private static string? Cancelled(StudyResult result) => result.IsCancelled ? "The study was cancelled: there are fewer splits than were asked for." : null;

    private static CandidateResult? BestPenalty(StudyResult result)
    {
        var sign = result.Metric.HigherIsBetter ? 1 : -1;
        return result.Candidates.Where(candidate => candidate is { Candidate.Role: CandidateRole.Candidate, Failure: null } && candidate.SplitCount == result.SplitCount)
            .MaxBy(candidate => sign * candidate.ValidationOf(result.Metric.Name)!.Interval.Mean);
    }

    /// <summary>Who looks for the best on the test data finds luck.</summary>
    private static string? Luckiest(StudyResult result)
    {
        var metric = Shown(result)[0];
        var tested = result.Candidates.Where(candidate => candidate.TestOf(metric) != null).ToArray();
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

    private static string? Sparsity(StudyResult result, CandidateResult chosen) => chosen.Layers is not [.., var layer] || result.Baseline.Layers is not [.., var baseline] ? null
        : Text($"Its last hidden layer has {Share(layer.ZeroFraction)} zeros, {Share(layer.DeadUnitFraction)} dead units and a mean activation of {Number(layer.MeanActivation.Mean)}; without a penalty {Share(baseline.ZeroFraction)}, {Share(baseline.DeadUnitFraction)} and {Number(baseline.MeanActivation.Mean)}.");

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
        ", ", Shown(result).Select(name => Text($"{name} {Interval(metrics.First(metric => metric.Metric == name).Interval)}")));

    /// <summary>Each metric, the baseline's, and what is between them.</summary>
    private static string Differences(StudyResult result, IReadOnlyList<MetricSummary> metrics, IReadOnlyList<PairedDifference> differences) => string.Join("; ", Shown(result).Select(name =>
    {
        var (value, difference) = (metrics.First(metric => metric.Metric == name).Interval.Mean, differences.First(metric => metric.Metric == name));
        var interval = difference.Difference;
        return interval is { Mean: 0, Low: 0, High: 0 }
            ? Text($"{name} {Number(value)}, as without a penalty")
            : Text($"{name} {Number(value)} instead of {Number(value - interval.Mean)} without a penalty ({Signed(interval.Mean)}, {Range(interval)}: {Verdict(result, difference)})");
    }));

    private static string Verdict(StudyResult result, PairedDifference difference)
    {
        var (low, high) = (difference.Difference.Low, difference.Difference.High);
        if (double.IsNaN(low))
            return "too few to tell";
        if (low <= 0 && high >= 0)
            return "chance may explain it";
        return low > 0 == HigherIsBetter(result, difference.Metric) ? "better" : "worse";
    }

    private static bool HigherIsBetter(StudyResult result, string metric) => StudyTask.Of(result.Task).Metrics.First(of => of.Name == metric).HigherIsBetter;

    private static string Interval(MeanInterval interval) => double.IsNaN(interval.Low) ? Number(interval.Mean) : $"{Number(interval.Mean)} ({Range(interval)})";

    private static string Range(MeanInterval interval) => double.IsNaN(interval.Low) ? "no interval" : $"95 % {Number(interval.Low)} to {Number(interval.High)}";

    private static string Share(MeanInterval interval) => interval.Mean.ToString("0 %", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(Math.Abs(value) < 1000 ? "0.000" : "G4", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
