namespace ActReg.MLNet;

/// <summary>A metric of a candidate.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Interval">The mean over splits, and how far it hangs on chance.</param>
/// <param name="Values">Of each split, in order; NaN where it is not defined.</param>
public sealed record MetricSummary(string Metric, MeanInterval Interval, IReadOnlyList<double> Values)
{
    internal static MetricSummary Of(string metric, IReadOnlyList<double> values, double overlap) => new(metric, MeanInterval.Of(values, overlap), values);

    /// <summary>Its differences from another candidate's, split by split.</summary>
    internal PairedDifference Less(MetricSummary other, double overlap)
    {
        (double Value, double Other)[] pairs = [.. Values.Zip(other.Values).Where(pair => !double.IsNaN(pair.First - pair.Second))];
        return new(
            Metric, pairs.Select(pair => pair.Value).DefaultIfEmpty(double.NaN).Average(), pairs.Select(pair => pair.Other).DefaultIfEmpty(double.NaN).Average(),
            MeanInterval.Of(pairs.Select(pair => pair.Value - pair.Other), overlap));
    }
}
