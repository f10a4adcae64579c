using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A figure of training to watch: one of <see cref="EpochMetrics"/>, or one that is measured only where it is watched.</summary>
[JsonConverter(typeof(TrainingMetricConverter))]
public abstract record TrainingMetric
{
    private protected TrainingMetric(string name, bool higherIsBetter)
    {
        Name = name;
        HigherIsBetter = higherIsBetter;
    }

    /// <summary><see cref="EpochMetrics.ValidationDataLoss"/>: without any penalty, which would fall merely because activations shrink.</summary>
    public static TrainingMetric ValidationDataLoss { get; } =
        new EpochFigureMetric(nameof(ValidationDataLoss), metrics => metrics.ValidationDataLoss, isOfValidation: true);

    /// <summary><see cref="EpochMetrics.ValidationLoss"/>: penalty included.</summary>
    public static TrainingMetric ValidationLoss { get; } =
        new EpochFigureMetric(nameof(ValidationLoss), metrics => metrics.ValidationLoss, isOfValidation: true);

    /// <summary><see cref="EpochMetrics.ValidationAccuracy"/>; more is better. Not for regression.</summary>
    public static TrainingMetric ValidationAccuracy { get; } =
        new EpochFigureMetric(nameof(ValidationAccuracy), metrics => metrics.ValidationAccuracy, isOfValidation: true, isOfClasses: true);

    /// <summary><see cref="EpochMetrics.DataLoss"/>.</summary>
    public static TrainingMetric DataLoss { get; } = new EpochFigureMetric(nameof(DataLoss), metrics => metrics.DataLoss);

    /// <summary><see cref="EpochMetrics.Loss"/>.</summary>
    public static TrainingMetric Loss { get; } = new EpochFigureMetric(nameof(Loss), metrics => metrics.Loss);

    /// <summary><see cref="EpochMetrics.Accuracy"/>; more is better. Not for regression.</summary>
    public static TrainingMetric Accuracy { get; } =
        new EpochFigureMetric(nameof(Accuracy), metrics => metrics.Accuracy, isOfClasses: true);

    /// <summary>
    /// The area under the ROC curve on the validation set: the chance that a row of label <see langword="true"/> scores above one of label
    /// <see langword="false"/>, where equal scores count half and rows by their weights. More is better. For binary classification only.
    /// </summary>
    public static TrainingMetric ValidationAuc { get; } = new RankingMetric(nameof(ValidationAuc), RankingCurves.AreaUnderRoc);

    /// <summary>
    /// The area under the precision-recall curve on the validation set: <c>Σ (Rₙ - Rₙ₋₁)(Pₙ + Pₙ₋₁) / 2</c> over the distinct scores from the
    /// highest down, with <c>P₀ = 1</c> and <c>R₀ = 0</c>; rows count by their weights. That is ML.NET's trapezoid, and its figure where no scores
    /// are equal; of equal ones ML.NET's depends on their order. More is better. For binary classification only.
    /// </summary>
    public static TrainingMetric ValidationAuprc { get; } = new RankingMetric(nameof(ValidationAuprc), RankingCurves.AreaUnderPrecisionRecall);

    /// <summary>
    /// The validation set's log-loss after calibration: with logits divided by the temperature that is best for it. A network that becomes too sure goes on getting better by this, where
    /// <see cref="ValidationDataLoss"/> says that it gets worse (R. Ranjan et al., "Post-hoc reversal: are we selecting models prematurely?", 2024); choose the epoch by it where the model is calibrated afterwards, as
    /// <c>ActivityRegularizedTabularMlp</c> does by default. Not for regression.
    /// </summary>
    /// <remarks>The temperature is at least 1/4.5 and at most 4.5. Temperature scaling: C. Guo et al., "On calibration of modern neural networks", 2017.</remarks>
    public static TrainingMetric ValidationCalibratedLoss { get; } = new CalibratedLossMetric(nameof(ValidationCalibratedLoss));

    /// <summary>A metric of your own, measured on the validation set after each epoch.</summary>
    /// <param name="name">What the history, the log and stored models call it; not blank.</param>
    /// <param name="compute">Computes it; of the same rows it must always give the same number, not NaN.</param>
    /// <param name="higherIsBetter">Whether more is better.</param>
    /// <remarks>
    /// A model stores its name only: to train with the settings of a loaded one, give the metric again. The validation set's scores, labels and
    /// weights are kept in memory for it.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank, or an argument is null.</exception>
    public static TrainingMetric Custom(string name, ValidationMetricFunction compute, bool higherIsBetter)
    {
        ArgumentNullException.ThrowIfNull(compute);
        return new CustomMetric(name, compute, higherIsBetter);
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Whether more is better.</summary>
    public bool HigherIsBetter { get; }

    /// <summary>Those that have no arguments.</summary>
    internal static IReadOnlyList<TrainingMetric> Named { get; } =
        [ValidationDataLoss, ValidationLoss, ValidationAccuracy, DataLoss, Loss, Accuracy, ValidationAuc, ValidationAuprc, ValidationCalibratedLoss];

    /// <summary>Whether there must be a validation set.</summary>
    internal virtual bool IsOfValidation => true;

    /// <summary>Whether it is computed from the scores of the validation set, which have to be kept for it.</summary>
    internal virtual bool NeedsScores => true;

    /// <summary>Whether there must be classes.</summary>
    internal virtual bool IsOfClasses => false;

    /// <summary>Whether there must be two classes, with rows of both in the validation set.</summary>
    internal virtual bool IsOfTwoClasses => false;

    /// <summary>What keeps it from being computed at all; <see langword="null"/> where nothing does.</summary>
    /// <param name="option">What messages call it.</param>
    internal virtual string? Incompleteness(string option) => null;

    /// <summary>Computes it where it <see cref="NeedsScores"/>.</summary>
    /// <inheritdoc cref="ValidationMetricFunction"/>
    /// <exception cref="InvalidOperationException">A user's function threw, or returned no number.</exception>
    internal virtual double Compute(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights) => double.NaN;

    /// <summary>An epoch's figure.</summary>
    internal virtual double Of(EpochMetrics metrics) => metrics.ValidationMetrics.FirstOrDefault(
        metric => metric.Name == Name, new ValidationMetricValue(Name, double.NaN)).Value;

    /// <summary>The figure, turned so that less is better.</summary>
    internal double Cost(EpochMetrics metrics) => HigherIsBetter ? -Of(metrics) : Of(metrics);

    /// <summary>Its name.</summary>
    public sealed override string ToString() => Name;
}
