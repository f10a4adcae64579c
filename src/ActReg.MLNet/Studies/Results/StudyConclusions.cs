using System.Globalization;

namespace ActReg.MLNet;

/// <summary>What a study's figures say, in words that are computed from them.</summary>
internal static class StudyConclusions
{
    public static IReadOnlyList<string> Of(StudyResult result)
    {
        if (result.Chosen is not { } chosen || result.Best is not { } best)
            return ["Every candidate failed."];
        return [.. All(result, chosen, best).OfType<string>()];
    }

    private static IEnumerable<string?> All(StudyResult result, CandidateResult chosen, CandidateResult best)
    {
        var metric = result.Metric.Name;
        var by = chosen.ValidationOf(metric)!.Interval;
        yield return chosen == best
            ? Text($"Chosen by {metric} over {Splits(result)}: {chosen.Candidate.Name}, {Interval(by)}. It is the best, and nothing sparser is within one standard error of it.")
            : Text($"Chosen by {metric} over {Splits(result)}: {chosen.Candidate.Name}, {Interval(by)}. The best mean is that of {best.Candidate.Name}, {Interval(best.ValidationOf(metric)!.Interval)}; the one chosen is within one standard error of it, and the sparsest of those that are.");
        yield return Against(result, chosen.ValidationAgainstBaseline, result.Overlap == 0 ? "On the draws" : "In cross-validation");
        yield return Nested(result);
        yield return Test(result, chosen);
        yield return Luckiest(result);
        yield return EarlyStopping(result);
        yield return Sparsity(result, chosen);
        var failed = result.Candidates.Count(candidate => candidate.Failure != null);
        yield return failed == 0 ? null : Text($"{failed} of {result.Candidates.Count} candidates failed, so that they were not chosen from.");
        yield return result.IsCancelled ? "The study was cancelled: there are fewer splits than were asked for." : null;
    }

    private static string? Against(StudyResult result, IReadOnlyList<PairedDifference> differences, string where) => differences.Count == 0
        ? "What was chosen is the baseline: a penalty gains nothing here that chance would not."
        : Text($"{where} it differs from no penalty by {Differences(result, differences)}.");

    private static string? Nested(StudyResult result) => result.Nested is not { } nested ? null
        : Text($"What choosing like this achieves, told by rows that it did not see: {result.Metric.Name} {Interval(nested.Metrics.First(metric => metric.Metric == result.Metric.Name).Interval)}; against no penalty {Differences(result, nested.AgainstBaseline)}.");

    private static string? Test(StudyResult result, CandidateResult chosen)
    {
        if (chosen.Test.Count == 0 || result.Baseline.Test.Count == 0)
            return null;
        var of = string.Join(", ", Shown(result).Select(metric => Text($"{metric} {Interval(chosen.TestOf(metric)!.Interval)} (no penalty {Number(result.Baseline.TestOf(metric)!.Interval.Mean)})")));
        var difference = chosen.TestAgainstBaseline.Count == 0 ? "" : $" The difference is {Differences(result, chosen.TestAgainstBaseline)}.";
        return Text($"On the test data, which chose nothing: {of}, over {chosen.Test[0].Interval.Count} seeds.{difference} These intervals are about seeds: other test data would differ by more.");
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
        var (differences, where) = stopping.TestAgainstBaseline.Count > 0 ? (stopping.TestAgainstBaseline, "on the test data") : (stopping.ValidationAgainstBaseline, result.Overlap == 0 ? "on the draws" : "in cross-validation");
        return differences.Count == 0 ? null : Text($"Early stopping without a penalty, which trains {stopping.Epochs:0} epochs on average, differs from plain training {where} by {Differences(result, differences)}.");
    }

    private static string? Sparsity(StudyResult result, CandidateResult chosen) => chosen.Layers is not [.., var layer] || result.Baseline.Layers is not [.., var baseline] ? null
        : Text($"Its last hidden layer has {Share(layer.ZeroFraction)} zeros, {Share(layer.DeadUnitFraction)} dead units and a mean activation of {Number(layer.MeanActivation.Mean)}; without a penalty {Share(baseline.ZeroFraction)}, {Share(baseline.DeadUnitFraction)} and {Number(baseline.MeanActivation.Mean)}.");

    private static string Splits(StudyResult result) => Text($"{result.SplitCount} {(result.Overlap == 0 ? "draws" : "splits")}");

    /// <summary>What is told beside the metric that is chosen by: the task's first one.</summary>
    private static string[] Shown(StudyResult result) => [.. new[] { StudyTask.Of(result.Task).Metrics[0].Name, result.Metric.Name }.Distinct()];

    private static string Differences(StudyResult result, IReadOnlyList<PairedDifference> differences) => string.Join(
        ", ", Shown(result).Select(metric => differences.First(difference => difference.Metric == metric)).Select(difference => Text($"{Signed(difference.Difference.Mean)} {difference.Metric} ({Range(difference.Difference)}, {Verdict(result, difference)})")));

    private static string Verdict(StudyResult result, PairedDifference difference)
    {
        var (low, high) = (difference.Difference.Low, difference.Difference.High);
        if (double.IsNaN(low))
            return "of too few splits to tell";
        if (low <= 0 && high >= 0)
            return "which chance may explain";
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
