namespace ActReg.MLNet.Cli.Sweep;

/// <summary>The options of a sweep's study.</summary>
internal static class SweepOptions
{
    /// <param name="settings">What is compared.</param>
    /// <param name="evaluation">By which splits.</param>
    /// <param name="metrics">Those that there are; the first is chosen by unless told otherwise.</param>
    /// <param name="onProgress">Called for each trial.</param>
    /// <param name="cancellation">Ends the study.</param>
    public static StudyOptions Of(
        SweepSettings settings, StudyEvaluation evaluation, IReadOnlyList<StudyMetric> metrics, Action<StudyProgress>? onProgress, CancellationToken cancellation) => new()
        {
            Evaluation = evaluation,
            // The study refuses one that there is not.
            Metric = settings.Metric == null ? metrics[0] : metrics.FirstOrDefault(metric => metric.Name == settings.Metric) ?? new(settings.Metric, true),
            Seed = settings.Seed,
            JournalPath = settings.Journal,
            MaxDegreeOfParallelism = settings.MaxDegreeOfParallelism,
            LearningCurves = settings.LearningCurves,
            OnProgress = onProgress,
            CancellationToken = cancellation,
        };
}
