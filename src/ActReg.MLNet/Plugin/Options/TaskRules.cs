using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>What options ask of the task.</summary>
internal static class TaskRules
{
    public static IEnumerable<string?> Of(ActivityRegularizedOptionsBase options, PredictionKind task) =>
    [
        .. task == PredictionKind.Regression ? OfRegression(options) : OfClassification(options),
        .. task == PredictionKind.BinaryClassification ? [] : OfMoreThanTwoClasses(options),
        OfPriors(options),
    ];

    private static string? OfPriors(ActivityRegularizedOptionsBase options) => options.CorrectPriors switch
    {
        { } correct when options.ClassWeights == null => Rule.Broken("correctPriors", "must be left out without classWeights", correct),
        true when options.ClassWeights!.LeavesOutClasses => Rule.Broken("correctPriors", "must not be true where a class has weight 0", true),
        _ => null,
    };

    private static IEnumerable<string?> OfRegression(ActivityRegularizedOptionsBase options) =>
    [
        Rule.Present(options.RegressionLoss, "regressionLoss"),
        options.ClassWeights == null ? null : Rule.Broken("classWeights", "must be left as it is in regression", options.ClassWeights),
        options.LabelSmoothing == 0 ? null : Rule.Broken("labelSmoothing", "must be left as it is in regression", options.LabelSmoothing),
        .. WatchedFigure.Of(options.Settings)
            .Where(watched => watched.Metric.IsOfClasses)
            .Select(watched => Rule.Broken($"{watched.Option}.monitor", "must be a loss in regression", watched.Metric)),
    ];

    private static IEnumerable<string?> OfMoreThanTwoClasses(ActivityRegularizedOptionsBase options) =>
        WatchedFigure.Of(options.Settings)
            .Where(watched => watched.Metric.IsOfTwoClasses)
            .Select(watched => Rule.Broken($"{watched.Option}.monitor", "must not be a metric of binary classification alone", watched.Metric));

    private static IEnumerable<string?> OfClassification(ActivityRegularizedOptionsBase options) =>
    [
        options.RegressionLoss == RegressionLoss.MeanSquaredError
            ? null : Rule.Broken("regressionLoss", "must be left as it is in classification", options.RegressionLoss),
        options.StandardizeLabels ? null : Rule.Broken("standardizeLabels", "must be left as it is in classification", false),
        options.BoundScores is { } bounds ? Rule.Broken("boundScores", "must be left out in classification", bounds) : null,
    ];
}
