namespace ActReg.MLNet;

/// <summary><see cref="LearningRateSchedule.OneCycle"/>.</summary>
internal sealed record OneCycleSchedule : StepwiseSchedule
{
    public OneCycleSchedule(double warmUpFraction, double initialDivisor, double finalDivisor)
    {
        WarmUpFraction = Require.Share(warmUpFraction);
        InitialDivisor = Require.AtLeastOne(initialDivisor);
        FinalDivisor = Require.AtLeastOne(finalDivisor);
    }

    public double WarmUpFraction { get; }

    public double InitialDivisor { get; }

    public double FinalDivisor { get; }

    internal override bool SpansTraining => true;

    public override double Factor(TrainingMoment moment)
    {
        // May be before the first step.
        var peak = WarmUpFraction * moment.Steps - 1;
        if (moment.Step < peak)
            return CosineSchedule.HalfCosine(1 / InitialDivisor, 1, moment.Step / peak);
        var stepsAfterPeak = (1 - WarmUpFraction) * moment.Steps;
        return CosineSchedule.HalfCosine(1, 1 / InitialDivisor / FinalDivisor, (moment.Step - peak) / stepsAfterPeak);
    }
}
