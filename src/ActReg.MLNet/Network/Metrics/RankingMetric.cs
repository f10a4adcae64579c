namespace ActReg.MLNet;

/// <summary>How well scores tell two classes apart, whatever the threshold.</summary>
internal sealed record RankingMetric : TrainingMetric
{
    private readonly ValidationMetricFunction _compute;

    public RankingMetric(string name, ValidationMetricFunction compute)
        : base(name, higherIsBetter: true) => _compute = compute;

    internal override bool IsOfTwoClasses => true;

    internal override double Compute(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights) =>
        _compute(scores, labels, weights);
}
