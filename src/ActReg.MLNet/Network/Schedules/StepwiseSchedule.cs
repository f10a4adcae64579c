namespace ActReg.MLNet;

/// <summary>A schedule that depends on the step alone.</summary>
internal abstract record StepwiseSchedule : LearningRateSchedule, ILearningRate
{
    public abstract double Factor(TrainingMoment moment);

    public void EndEpoch(EpochMetrics metrics)
    {
    }

    internal sealed override ILearningRate Start() => this;
}
