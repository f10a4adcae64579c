namespace ActReg.MLNet;

/// <summary>What a <see cref="TrainingMetric"/> stands for.</summary>
internal static class TrainingMetrics
{
    public static bool IsOfValidation(this TrainingMetric metric) =>
        metric is TrainingMetric.ValidationDataLoss or TrainingMetric.ValidationLoss or TrainingMetric.ValidationAccuracy;

    public static bool IsAccuracy(this TrainingMetric metric) => metric is TrainingMetric.ValidationAccuracy or TrainingMetric.Accuracy;

    /// <summary>The figure, turned so that less is better.</summary>
    public static double Cost(this TrainingMetric metric, EpochMetrics metrics) => metric switch
    {
        TrainingMetric.ValidationDataLoss => metrics.ValidationDataLoss,
        TrainingMetric.ValidationLoss => metrics.ValidationLoss,
        TrainingMetric.ValidationAccuracy => -metrics.ValidationAccuracy,
        TrainingMetric.DataLoss => metrics.DataLoss,
        TrainingMetric.Loss => metrics.Loss,
        _ => -metrics.Accuracy,
    };
}
