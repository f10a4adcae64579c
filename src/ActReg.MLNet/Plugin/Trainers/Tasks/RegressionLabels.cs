namespace ActReg.MLNet;

/// <summary>What regression makes of the labels of a training set, before training: of each of a row's labels by itself.</summary>
internal static class RegressionLabels
{
    /// <summary>How they are to be standardized; null for not at all.</summary>
    /// <param name="options">Whether they are to be.</param>
    /// <param name="loss">What is minimized.</param>
    /// <param name="labels">The labels.</param>
    public static LabelScales? Scales(ActivityRegularizedOptionsBase options, RegressionLoss loss, LabelStatistics labels)
    {
        var isStandardized = options.StandardizeLabels && loss.TakesStandardizedLabels;
        var isBounded = (options.BoundScores ?? (options.BoundsScoresByDefault && options.SeriesWindow == null)) && loss.TakesStandardizedLabels;
        return !isStandardized && !isBounded ? null : new LabelScales(labels.Targets.Select(target => Scale(target) with { Range = isBounded ? new(target.Least, target.Most) : null }));

        LabelScale Scale(TargetStatistics target) => !isStandardized ? LabelScale.None : loss.IsRobust ? LabelScale.RobustOf(target) : LabelScale.Of(target);
    }

    /// <summary>What the output layer's biases begin as.</summary>
    public static IReadOnlyList<float> FirstOutputs(ActivityRegularizedOptionsBase options, LabelStatistics labels) =>
        [.. labels.Targets.Select(target => options.RegressionLoss.FirstOutput(target.Mean))];

    /// <summary>Why they cannot be trained on; <see langword="null"/> where they can.</summary>
    /// <param name="options">What is to be minimized.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="column">What their column is called in the message.</param>
    public static string? Problem(ActivityRegularizedOptionsBase options, LabelStatistics labels, string column) =>
        labels.Targets.Select(target => options.RegressionLoss.LabelProblem(target.Least, column)).FirstOrDefault(problem => problem != null);
}
