using System.Globalization;

namespace ActReg.MLNet;

/// <summary>An epoch in one line, which is only written when somebody reads it.</summary>
internal sealed class EpochLine(EpochMetrics metrics, int epochs)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Epoch {metrics.Epoch} of {epochs}: {string.Join(", ", Figures())}");

    /// <summary>Those that apply.</summary>
    private IEnumerable<string> Figures()
    {
        var isPenalized = metrics.Activities.Count > 0 || metrics.KernelPenalty != 0;
        (string Name, double Value, bool Applies)[] figures =
        [
            ("loss", metrics.Loss, true),
            ("data loss", metrics.DataLoss, isPenalized),
            ("activity penalty", metrics.ActivityPenalty, metrics.Activities.Count > 0),
            ("kernel penalty", metrics.KernelPenalty, metrics.KernelPenalty != 0),
            ("accuracy", metrics.Accuracy, !double.IsNaN(metrics.Accuracy)),
            ("validation loss", metrics.ValidationLoss, !double.IsNaN(metrics.ValidationLoss)),
            ("validation data loss", metrics.ValidationDataLoss, isPenalized && !double.IsNaN(metrics.ValidationDataLoss)),
            ("validation accuracy", metrics.ValidationAccuracy, !double.IsNaN(metrics.ValidationAccuracy)),
            .. metrics.ValidationMetrics.Select(metric => (metric.Name, metric.Value, true)),
            ("learning rate", metrics.LearningRate, true),
        ];
        return figures.Where(figure => figure.Applies)
            .Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Name} {figure.Value:G6}"));
    }
}
