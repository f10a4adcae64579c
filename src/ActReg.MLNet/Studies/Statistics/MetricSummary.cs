namespace ActReg.MLNet;

/// <summary>A metric of a candidate.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Interval">The mean over splits, and how far it hangs on chance.</param>
/// <param name="Values">Of each split, in order; NaN where it is not defined.</param>
public sealed record MetricSummary(string Metric, MeanInterval Interval, IReadOnlyList<double> Values)
{
    internal static MetricSummary Of(string metric, IReadOnlyList<double> values, double overlap) => new(metric, MeanInterval.Of(values, overlap), values);

    /// <summary>Its differences from another candidate's, split by split.</summary>
    internal PairedDifference Less(MetricSummary other, double overlap) =>
        new(Metric, MeanInterval.Of(Values.Zip(other.Values, (value, otherValue) => value - otherValue), overlap));
}
