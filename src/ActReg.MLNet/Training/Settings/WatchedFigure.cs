namespace ActReg.MLNet;

/// <summary>A figure that decides how training goes on.</summary>
/// <param name="Option">The option that watches it.</param>
/// <param name="Metric">The figure.</param>
internal readonly record struct WatchedFigure(string Option, TrainingMetric Metric)
{
    public static IEnumerable<WatchedFigure> Of(EarlyStopping? earlyStopping, LearningRateSchedule? learningRateSchedule)
    {
        if (earlyStopping != null)
            yield return new WatchedFigure(nameof(earlyStopping), earlyStopping.Monitor);
        if (learningRateSchedule?.WatchedMetric is { } metric)
            yield return new WatchedFigure(nameof(learningRateSchedule), metric);
    }
}
