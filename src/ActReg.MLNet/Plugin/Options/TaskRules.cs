namespace ActReg.MLNet;

/// <summary>What options ask of the task.</summary>
internal static class TaskRules
{
    public static IEnumerable<string?> Of(ActivityRegularizedOptionsBase options, NetworkTask task) =>
    [
        .. task.IsRegression ? OfRegression(options, task) : OfClassification(options, task),
        .. task.HasTwoClasses ? [] : OfMoreThanTwoClasses(options),
        .. task.HasQuantiles ? OfQuantiles(options) : [LeftAsItIs("quantiles", options.Quantiles == null, options.Quantiles == null ? "" : Excerpt.Of(options.Quantiles), task)],
        OfPriors(options, task),
    ];

    private static string? OfPriors(ActivityRegularizedOptionsBase options, NetworkTask task) => options.CorrectPriors switch
    {
        { } correct when options.ClassWeights == null => Rule.Broken("correctPriors", "must be left out without classWeights", correct),
        true when !task.HasProbability => Rule.Broken("correctPriors", "must not be true for a model without probabilities, which a calibrator that follows gives", true),
        true when options.ClassWeights!.LeavesOutClasses => Rule.Broken("correctPriors", "must not be true where a class has weight 0", true),
        _ => null,
    };

    private static IEnumerable<string?> OfRegression(ActivityRegularizedOptionsBase options, NetworkTask task) =>
    [
        task.HasRegressionLoss ? Rule.Present(options.RegressionLoss, "regressionLoss") : RegressionLossProblem(options, task),
        ClassWeightsProblem(options, task),
        LeftAsItIs("labelSmoothing", options.LabelSmoothing == 0, options.LabelSmoothing, task),
        options.BoundScores == true && options.RegressionLoss is { TakesStandardizedLabels: false }
            ? Rule.Broken("boundScores", $"must not be true beside {options.RegressionLoss}, whose scores are never below 0 by themselves", true) : null,
        .. WatchedFigure.Of(options.Settings)
            .Where(watched => watched.Metric.IsOfClasses)
            .Select(watched => Rule.Broken($"{watched.Option}.monitor", "must be a loss in regression", watched.Metric)),
    ];

    private static IEnumerable<string?> OfMoreThanTwoClasses(ActivityRegularizedOptionsBase options) =>
        WatchedFigure.Of(options.Settings)
            .Where(watched => watched.Metric.IsOfTwoClasses)
            .Select(watched => Rule.Broken($"{watched.Option}.monitor", "must not be a metric of binary classification alone", watched.Metric));

    private static IEnumerable<string?> OfClassification(ActivityRegularizedOptionsBase options, NetworkTask task) =>
    [
        RegressionLossProblem(options, task),
        LeftAsItIs("standardizeLabels", options.StandardizeLabels, false, task),
        task.HasClasses ? null : ClassWeightsProblem(options, task),
        task.HasClasses ? null : LeftAsItIs("labelSmoothing", options.LabelSmoothing == 0, options.LabelSmoothing, task),
        options.BoundScores is { } bounds ? Rule.Broken("boundScores", "must be left out in classification", bounds) : null,
    ];

    private static IEnumerable<string?> OfQuantiles(ActivityRegularizedOptionsBase options) =>
        options.Quantiles == null ? [Rule.Present(options.Quantiles, "quantiles")] : QuantileObjective.Problems(options.Quantiles);

    private static string? RegressionLossProblem(ActivityRegularizedOptionsBase options, NetworkTask task) =>
        LeftAsItIs("regressionLoss", options.RegressionLoss == RegressionLoss.MeanSquaredError, options.RegressionLoss, task);

    private static string? ClassWeightsProblem(ActivityRegularizedOptionsBase options, NetworkTask task) =>
        LeftAsItIs("classWeights", options.ClassWeights == null, options.ClassWeights, task);

    private static string? LeftAsItIs<T>(string option, bool isLeft, T value, NetworkTask task) =>
        isLeft ? null : Rule.Broken(option, $"must be left as it is in {task.Name}", value);
}
