namespace ActReg.MLNet;

/// <summary>What the metrics that are watched must be, whatever the task.</summary>
internal static class MetricRules
{
    public static IEnumerable<string?> Of(TrainingSettings settings) =>
    [
        .. WatchedFigure.Of(settings).Select(watched => watched.Metric.Incompleteness($"{watched.Option}.monitor")),
        .. WatchedFigure.Measured(settings).GroupBy(metric => metric.Name).Where(metrics => metrics.Count() > 1).Select(
            metrics => Rule.Broken("earlyStopping and learningRateSchedule", "must not watch two metrics of the same name", $"\"{metrics.Key}\"")),
    ];
}
