namespace ActReg.MLNet;

/// <summary>A figure that every epoch has.</summary>
internal sealed record EpochFigureMetric : TrainingMetric
{
    private readonly Func<EpochMetrics, double> _of;
    private readonly bool _isOfValidation;
    private readonly bool _isOfClasses;

    public EpochFigureMetric(string name, Func<EpochMetrics, double> of, bool isOfValidation = false, bool isOfClasses = false)
        : base(name, higherIsBetter: isOfClasses)
    {
        _of = of;
        _isOfValidation = isOfValidation;
        _isOfClasses = isOfClasses;
    }

    internal override bool IsOfValidation => _isOfValidation;

    internal override bool IsOfClasses => _isOfClasses;

    internal override bool NeedsScores => false;

    internal override double Of(EpochMetrics metrics) => _of(metrics);
}
