using System.Globalization;

namespace ActReg.MLNet.Cli.StudyPages;

/// <summary>Numbers of a study as cells: what people read, and what it is sorted by.</summary>
internal static class StudyCells
{
    private const string None = "–";
    private const int Decimals = 4;

    public static HtmlCell Score(MeanInterval? interval) => interval == null || double.IsNaN(interval.Mean) ? new(None) : Interval(interval, Number);

    /// <summary>A metric's mean, and its interval no further than the metric can be.</summary>
    public static HtmlCell Score(MetricSummary? summary, StudyResult result) =>
        Score(summary == null ? null : Within(summary, StudyTask.Of(result.Task)));

    private static MeanInterval Within(MetricSummary summary, StudyTask task) => task.Within(task.Metrics.First(metric => metric.Name == summary.Metric), summary.Interval);

    public static HtmlCell Difference(MeanInterval? interval) => interval == null || double.IsNaN(interval.Mean) ? new(None) : Interval(interval, Signed);

    /// <summary>A share's mean, and its interval no further than a share can be.</summary>
    public static HtmlCell Share(MeanInterval? interval) => interval == null || double.IsNaN(interval.Mean) ? new(None)
        : Interval(interval with { Low = Math.Max(interval.Low, 0), High = Math.Min(interval.High, 1) }, Percent);

    public static HtmlCell Share(double value) => Cell(value, Percent);

    public static HtmlCell Seconds(double value) => Cell(value, seconds => seconds.ToString("0.00", CultureInfo.InvariantCulture));

    public static HtmlCell Figure(double value) => Cell(value, Number);

    public static HtmlCell Count(double value) => Cell(value, count => count.ToString("#,0.#", CultureInfo.InvariantCulture));

    private static HtmlCell Interval(MeanInterval interval, Func<double, string> format) => new(
        format(interval.Mean), double.IsNaN(interval.Low) ? null : $"{format(interval.Low)} to {format(interval.High)}", Sorted(interval.Mean));

    private static HtmlCell Cell(double value, Func<double, string> format) => double.IsNaN(value) ? new(None) : new(format(value), Value: Sorted(value));

    // Scripts read infinity by this name.
    private static string Sorted(double value) => double.IsInfinity(value) ? value > 0 ? "Infinity" : "-Infinity" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Number(double value) => Minus(StudyNumber.Of(value, Decimals));

    private static string Signed(double value) => Minus(StudyNumber.Signed(value, Decimals));

    private static string Percent(double value) => Minus(value.ToString("0.0 %", CultureInfo.InvariantCulture));

    private static string Minus(string text) => text.Replace("-Infinity", "−∞", StringComparison.Ordinal).Replace("Infinity", "∞", StringComparison.Ordinal).Replace('-', '−');
}
