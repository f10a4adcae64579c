namespace ActReg.MLNet;

/// <summary>A figure that decides how training goes on.</summary>
/// <param name="Option">The option that watches it.</param>
/// <param name="Metric">The figure.</param>
internal readonly record struct WatchedFigure(string Option, TrainingMetric Metric)
{
    /// <summary>The figures that are only measured because they are watched, each once.</summary>
    public static IEnumerable<TrainingMetric> Measured(TrainingSettings settings) =>
        Of(settings).Select(watched => watched.Metric).Where(metric => metric.NeedsScores).Distinct();

    /// <summary>The same settings without early stopping, where that goes by rows to validate on.</summary>
    public static TrainingSettings WithoutValidation(TrainingSettings settings) =>
        settings.EarlyStopping?.Monitor.IsOfValidation == true ? settings with { EarlyStopping = null } : settings;

    public static IEnumerable<WatchedFigure> Of(TrainingSettings settings)
    {
        if (settings.EarlyStopping != null)
            yield return new WatchedFigure("earlyStopping", settings.EarlyStopping.Monitor);
        if (settings.LearningRateSchedule?.WatchedMetric is { } metric)
            yield return new WatchedFigure("learningRateSchedule", metric);
    }
}
