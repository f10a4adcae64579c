using System.Globalization;

namespace ActReg.MLNet;

/// <summary>Figures of a study in sentences.</summary>
/// <param name="result">The study.</param>
internal sealed class ConclusionText(StudyResult result)
{
    private const int Decimals = 3;

    /// <summary>What is told beside the metric that is chosen by: the task's first two.</summary>
    public IReadOnlyList<string> Shown { get; } = [.. StudyTask.Of(result.Task).Metrics.Take(2).Select(metric => metric.Name).Append(result.Metric.Name).Distinct()];

    public bool HigherIsBetter(string metric) => MetricOf(metric).HigherIsBetter;

    /// <summary>Each metric with its interval.</summary>
    public string Values(IReadOnlyList<MetricSummary> metrics) => string.Join(", ", Shown.Select(name => $"{name} {Interval(metrics, name)}"));

    /// <summary>Each metric, the other candidate's, and what is between them, over splits that both are defined on.</summary>
    /// <param name="metrics">The candidate's.</param>
    /// <param name="differences">From the other candidate's.</param>
    /// <param name="than">What the other candidate is like: "without a penalty".</param>
    public string Differences(IReadOnlyList<MetricSummary> metrics, IReadOnlyList<PairedDifference> differences, string than) =>
        string.Join("; ", Shown.Select(name => Difference(metrics, name, differences, than)));

    public string Interval(IReadOnlyList<MetricSummary> metrics, string name) => metrics.FirstOrDefault(metric => metric.Metric == name) switch
    {
        null or { Interval.Count: 0 } => "not defined",
        { Interval: { Low: double.NaN } interval } => Number(interval.Mean),
        { Interval: var interval } => $"{Number(interval.Mean)} ({Range(StudyTask.Of(result.Task).Within(MetricOf(name), interval))})",
    };

    public static string Number(double value) => StudyNumber.Of(value, Decimals);

    public static string Share(MeanInterval interval) => interval.Mean.ToString("0 %", CultureInfo.InvariantCulture);

    public static string Times(int count, string what) => FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");

    private string Difference(IReadOnlyList<MetricSummary> metrics, string name, IReadOnlyList<PairedDifference> differences, string than) =>
        differences.FirstOrDefault(metric => metric.Metric == name) switch
        {
            null or { Difference.Count: 0 } => $"{name} {Interval(metrics, name)}, and nothing to compare it with",
            { Difference: { Mean: 0, Low: 0, High: 0 } } same => $"{name} {Number(same.Mean)}, as {than}",
            var pair => $"{name} {Number(pair.Mean)} instead of {Number(pair.BaselineMean)} {than} ({StudyNumber.Signed(pair.Difference.Mean, Decimals)}, {Range(pair.Difference)}: {Verdict(pair)})",
        };

    private string Verdict(PairedDifference difference)
    {
        var (low, high) = (difference.Difference.Low, difference.Difference.High);
        if (double.IsNaN(low))
            return "too few to tell";
        if (low <= 0 && high >= 0)
            return "chance may explain it";
        return low > 0 == HigherIsBetter(difference.Metric) ? "better" : "worse";
    }

    private StudyMetric MetricOf(string metric) => StudyTask.Of(result.Task).Metrics.First(of => of.Name == metric);

    private static string Range(MeanInterval interval) => double.IsNaN(interval.Low) ? "no interval" : $"95 % {Number(interval.Low)} to {Number(interval.High)}";
}
