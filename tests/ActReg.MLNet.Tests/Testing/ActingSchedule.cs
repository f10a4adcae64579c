namespace ActReg.MLNet.Tests.Testing;

/// <summary>A learning-rate schedule that does something before each step; it cannot be stored.</summary>
internal sealed record ActingSchedule(Func<TrainingMoment, double> GetFactor) : StepwiseSchedule
{
    public override double Factor(TrainingMoment moment) => GetFactor(moment);
}
