namespace ActReg.MLNet;

/// <summary><see cref="LearningRateSchedule.FlatCosine"/>.</summary>
internal sealed record FlatCosineSchedule : StepwiseSchedule
{
    public FlatCosineSchedule(double flatFraction) => FlatFraction = Require.Share(flatFraction);

    public double FlatFraction { get; }

    internal override bool SpansTraining => true;

    public override double Factor(TrainingMoment moment) =>
        CosineSchedule.HalfCosine(1, 0, Math.Max(0, moment.Share - FlatFraction) / (1 - FlatFraction));
}
