namespace ActReg.MLNet;

/// <summary>A figure of <see cref="EpochMetrics"/> to watch.</summary>
public enum TrainingMetric
{
    /// <summary><see cref="EpochMetrics.ValidationDataLoss"/>: without any penalty, which would fall merely because activations shrink.</summary>
    ValidationDataLoss,

    /// <summary><see cref="EpochMetrics.ValidationLoss"/>: penalty included.</summary>
    ValidationLoss,

    /// <summary><see cref="EpochMetrics.ValidationAccuracy"/>; more is better. Not for regression.</summary>
    ValidationAccuracy,

    /// <summary><see cref="EpochMetrics.DataLoss"/>.</summary>
    DataLoss,

    /// <summary><see cref="EpochMetrics.Loss"/>.</summary>
    Loss,

    /// <summary><see cref="EpochMetrics.Accuracy"/>; more is better. Not for regression.</summary>
    Accuracy,
}
