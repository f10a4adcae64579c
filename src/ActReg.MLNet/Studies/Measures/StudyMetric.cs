namespace ActReg.MLNet;

/// <summary>A figure that a study measures on rows that were not trained on.</summary>
/// <param name="Name">What tables and files call it: ML.NET's name, where ML.NET has it.</param>
/// <param name="HigherIsBetter">Whether more of it is better.</param>
/// <remarks>All rows count the same, whatever their weights in training.</remarks>
public sealed record StudyMetric(string Name, bool HigherIsBetter)
{
    /// <summary>The share of rows that are classified correctly; binary classification.</summary>
    public static StudyMetric Accuracy { get; } = new(nameof(Accuracy), true);

    /// <summary>The area under the receiver operating characteristic: how likely a positive row scores above a negative one. NaN for rows of one class; binary classification.</summary>
    public static StudyMetric AreaUnderRocCurve { get; } = new(nameof(AreaUnderRocCurve), true);

    /// <summary>The area under precision over recall. NaN for rows without a positive one; binary classification.</summary>
    public static StudyMetric AreaUnderPrecisionRecallCurve { get; } = new(nameof(AreaUnderPrecisionRecallCurve), true);

    /// <summary>The harmonic mean of precision and recall; 0 where nothing is found. NaN for rows without a positive one; binary classification.</summary>
    public static StudyMetric F1Score { get; } = new(nameof(F1Score), true);

    /// <summary>
    /// The mean negative logarithm of the probability of the right class, in nats and from the network's outputs before they become probabilities, so that it does
    /// not saturate (ML.NET's <c>LogLoss</c> is in bits, and does); classification.
    /// </summary>
    public static StudyMetric LogLoss { get; } = new(nameof(LogLoss), false);

    /// <summary>The mean squared difference of probabilities and outcomes, summed over the classes, but for binary classification counted once (G. W. Brier, 1950); classification.</summary>
    public static StudyMetric BrierScore { get; } = new(nameof(BrierScore), false);

    /// <summary>
    /// The expected calibration error: how far the probability of the predicted class is from how often it is right, over ten bins of equal width, weighted by their rows
    /// (C. Guo et al., "On calibration of modern neural networks", 2017); classification.
    /// </summary>
    public static StudyMetric CalibrationError { get; } = new(nameof(CalibrationError), false);

    /// <summary>The share of rows that are classified correctly; multiclass classification.</summary>
    public static StudyMetric MicroAccuracy { get; } = new(nameof(MicroAccuracy), true);

    /// <summary>The mean of each class's share of rows that are classified correctly, over classes that have rows; multiclass classification.</summary>
    public static StudyMetric MacroAccuracy { get; } = new(nameof(MacroAccuracy), true);

    /// <summary>The share of the labels' variance that is explained: 1 at best, 0 for their mean. NaN where labels do not differ; regression.</summary>
    public static StudyMetric RSquared { get; } = new(nameof(RSquared), true);

    /// <summary>The root of the mean squared error, in the label's unit; regression.</summary>
    public static StudyMetric RootMeanSquaredError { get; } = new(nameof(RootMeanSquaredError), false);

    /// <summary>The mean absolute error, in the label's unit; regression.</summary>
    public static StudyMetric MeanAbsoluteError { get; } = new(nameof(MeanAbsoluteError), false);

    /// <summary><see cref="AutoencoderReport.ExplainedVariance"/>; autoencoders.</summary>
    public static StudyMetric ExplainedVariance { get; } = new(nameof(ExplainedVariance), true);

    /// <summary><see cref="AutoencoderReport.CosineSimilarity"/>; autoencoders.</summary>
    public static StudyMetric CosineSimilarity { get; } = new(nameof(CosineSimilarity), true);

    private double Least => Name switch
    {
        nameof(RSquared) or nameof(ExplainedVariance) => double.NegativeInfinity,
        nameof(CosineSimilarity) => -1,
        _ => 0,
    };

    /// <summary>An interval as texts show it: no end beyond what the metric can be.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="mostBrierScore">The largest Brier score that there is.</param>
    internal MeanInterval Within(MeanInterval interval, double mostBrierScore) => interval with { Low = Math.Max(interval.Low, Least), High = Math.Min(interval.High, Most(mostBrierScore)) };

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private double Most(double brierScore) => HigherIsBetter || Name == nameof(CalibrationError) ? 1 : Name == nameof(BrierScore) ? brierScore : double.PositiveInfinity;
}
