namespace ActReg.MLNet;

/// <summary>A point of a learning curve; the figures are those of <see cref="EpochMetrics"/>.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="DataLoss">Of the rows that are trained on, before each update.</param>
/// <param name="Accuracy">Of them; NaN where labels are no classes.</param>
/// <param name="ValidationDataLoss">Of the rows to evaluate on.</param>
/// <param name="ValidationAccuracy">Of them; NaN where labels are no classes.</param>
public sealed record TrialEpoch(int Epoch, double DataLoss, double Accuracy, double ValidationDataLoss, double ValidationAccuracy)
{
    private const int MostPoints = 100;

    /// <summary>The last epoch, and others before it, evenly spaced.</summary>
    internal static IReadOnlyList<TrialEpoch> Of(IReadOnlyList<EpochMetrics> history)
    {
        var count = Math.Min(MostPoints, history.Count);
        return [.. Enumerable.Range(1, count).Select(i => Of(history[(int)((long)i * history.Count / count) - 1]))];
    }

    private static TrialEpoch Of(EpochMetrics metrics) =>
        new(metrics.Epoch, metrics.DataLoss, metrics.Accuracy, metrics.ValidationDataLoss, metrics.ValidationAccuracy);
}
