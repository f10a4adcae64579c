namespace ActReg.MLNet.Plotting;

/// <summary>The part of an axis that shows means and, as far as they leave room for those, intervals.</summary>
internal static class ScoreRange
{
    private const double Margin = 0.05;
    private const int FewestForFences = 8;

    // One diverged training is not to flatten all others, nor are a few wide intervals.
    private const double FenceReach = 6;
    private const double IntervalReach = 1.5;

    /// <param name="intervals">With finite means.</param>
    /// <param name="least">What no value is below.</param>
    /// <param name="most">What no value is above.</param>
    public static (double Low, double High) Of(IReadOnlyList<MeanInterval> intervals, double least = double.NegativeInfinity, double most = double.PositiveInfinity)
    {
        if (intervals.Count == 0)
            return (0, 1);
        var inside = Fenced(intervals);
        double low = inside.Min(interval => interval.Mean), high = inside.Max(interval => interval.Mean);
        double[] halves = [.. inside.Select(interval => interval.Mean - interval.Low).Where(double.IsFinite).Order()];
        double reach = Math.Max(IntervalReach * (high - low), halves.Length == 0 ? 0 : 1.2 * halves[halves.Length / 2]);
        double bottom = Math.Max(Ends(interval => interval.Low).Append(low).Min(), low - reach), top = Math.Min(Ends(interval => interval.High).Append(high).Max(), high + reach);
        (bottom, top) = (Math.Max(bottom, Math.Min(least, low)), Math.Min(top, Math.Max(most, high)));
        double margin = top > bottom ? Margin * (top - bottom) : Math.Max(Margin * Math.Abs(top), 0.01);
        return (bottom - margin, top + margin);

        IEnumerable<double> Ends(Func<MeanInterval, double> end) => inside.Select(end).Where(double.IsFinite);
    }

    public static (double Low, double High) Of(IReadOnlyList<MeanInterval> intervals, StudyMetric metric) => metric.HigherIsBetter ? Of(intervals, most: 1) : Of(intervals, least: 0);

    private static IReadOnlyList<MeanInterval> Fenced(IReadOnlyList<MeanInterval> intervals)
    {
        if (intervals.Count < FewestForFences)
            return intervals;
        double[] means = [.. intervals.Select(interval => interval.Mean).Order()];
        double lower = means[means.Length / 4], upper = means[means.Length - 1 - means.Length / 4], reach = FenceReach * (upper - lower);
        return reach > 0 ? [.. intervals.Where(interval => interval.Mean >= lower - reach && interval.Mean <= upper + reach)] : intervals;
    }
}
