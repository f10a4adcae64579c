namespace ActReg.MLNet;

/// <summary>What one epoch of training measured; losses are natural-log based and per row.</summary>
/// <remarks>
/// <para>Training figures are Keras's: each batch's value <em>before</em> its update, averaged over the epoch by batch size
/// (by sum of weights, for weighted rows). Validation figures are measured on the whole validation set after the epoch.</para>
/// <para>Figures that do not apply are <see cref="double.NaN"/>: those of validation without a validation set, and accuracy in regression.</para>
/// </remarks>
public sealed record EpochMetrics
{
    private readonly ValueList<PenalizedLayerMetrics> _activities = new([]);
    private readonly ValueList<ValidationMetricValue> _validationMetrics = new([]);

    /// <summary>The epoch's number, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary><see cref="DataLoss"/> plus <see cref="ActivityPenalty"/> plus <see cref="KernelPenalty"/>: what training minimizes.</summary>
    public required double Loss { get; init; }

    /// <summary>The loss of the predictions alone, without any penalty.</summary>
    public required double DataLoss { get; init; }

    /// <summary>The sum of all layers' activity penalties; with the auxiliary loss of dead units, where a code has one (<see cref="CodeSparsity.TopK"/>).</summary>
    public required double ActivityPenalty { get; init; }

    /// <summary>The sum of all layers' kernel penalties.</summary>
    public double KernelPenalty { get; init; }

    /// <summary>The share of training rows that were classified correctly, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary><see cref="ValidationDataLoss"/> plus the activity penalty on the validation set and the kernel penalty.</summary>
    public double ValidationLoss { get; init; } = double.NaN;

    /// <summary>The loss of the predictions on the validation set, without any penalty.</summary>
    public double ValidationDataLoss { get; init; } = double.NaN;

    /// <summary>The share of validation rows that were classified correctly, 0 to 1.</summary>
    public double ValidationAccuracy { get; init; } = double.NaN;

    /// <summary>
    /// One entry for each metric that is computed from the validation set's scores and is watched: <see cref="TrainingMetric.ValidationAuc"/>,
    /// <see cref="TrainingMetric.ValidationAuprc"/> and custom ones.
    /// </summary>
    public IReadOnlyList<ValidationMetricValue> ValidationMetrics
    {
        get => _validationMetrics;
        init => _validationMetrics = value as ValueList<ValidationMetricValue> ?? new(value);
    }

    /// <summary>The learning rate of the epoch's last step.</summary>
    public double LearningRate { get; init; } = double.NaN;

    /// <summary>One entry for each layer whose output is penalized, in order.</summary>
    public IReadOnlyList<PenalizedLayerMetrics> Activities
    {
        get => _activities;
        init => _activities = value as ValueList<PenalizedLayerMetrics> ?? new(value);
    }
}
