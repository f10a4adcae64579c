namespace ActReg.MLNet;

/// <summary><see cref="TrainingMetric.Custom"/>.</summary>
internal sealed record CustomMetric : TrainingMetric
{
    private readonly ValidationMetricFunction? _compute;

    /// <summary>That of a stored model, which has lost its function.</summary>
    public CustomMetric(string name, bool higherIsBetter)
        : base(name, higherIsBetter) => ArgumentException.ThrowIfNullOrWhiteSpace(name);

    public CustomMetric(string name, ValidationMetricFunction compute, bool higherIsBetter)
        : this(name, higherIsBetter) => _compute = compute;

    internal override string? Incompleteness(string option) => _compute != null ? null : Rule.Broken(
        option, "must be given again, because a model stores a custom metric without its function", $"\"{Name}\"");

    internal override double Compute(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        double value;
        try
        {
            value = _compute!(scores, labels, weights);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"The metric \"{Name}\" threw: {e.Message}", e);
        }

        return double.IsFinite(value) ? value : throw new InvalidOperationException(Rule.Broken($"The metric \"{Name}\"", "must return a finite number", value));
    }
}
