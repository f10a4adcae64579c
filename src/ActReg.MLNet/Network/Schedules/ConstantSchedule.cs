namespace ActReg.MLNet;

/// <summary><see cref="LearningRateSchedule.Constant"/>.</summary>
internal sealed record ConstantSchedule : StepwiseSchedule
{
    public override double Factor(TrainingMoment moment) => 1;
}
