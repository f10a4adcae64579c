using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A point of a learning curve; the figures are those of <see cref="EpochMetrics"/>.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="DataLoss">Of the rows that are trained on, before each update.</param>
/// <param name="Accuracy">Of them; NaN where labels are no classes.</param>
/// <param name="ValidationDataLoss">Of the rows to evaluate on; of a training that sets rows aside, such as one that stops early, of those.</param>
/// <param name="ValidationAccuracy">Of the same rows; NaN where labels are no classes.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record TrialEpoch(int Epoch, double DataLoss, double Accuracy, double ValidationDataLoss, double ValidationAccuracy)
{
    private const int MostPoints = 100;

    /// <summary>Epochs evenly spaced over all that there could have been, so that those of trainings of other lengths have the same numbers; and the last one.</summary>
    /// <param name="history">Of each epoch that was trained.</param>
    /// <param name="mostEpochs">Those that were asked for.</param>
    internal static IReadOnlyList<TrialEpoch> Of(IReadOnlyList<EpochMetrics> history, int mostEpochs)
    {
        var count = Math.Min(MostPoints, mostEpochs);
        return [.. Enumerable.Range(1, count).Select(i => (int)((long)i * mostEpochs / count)).Append(history.Count).Where(epoch => epoch > 0 && epoch <= history.Count).Distinct()
            .Select(epoch => Of(history[epoch - 1]))];
    }

    private static TrialEpoch Of(EpochMetrics metrics) =>
        new(metrics.Epoch, metrics.DataLoss, metrics.Accuracy, metrics.ValidationDataLoss, metrics.ValidationAccuracy);
}
