namespace ActReg.MLNet;

/// <summary><see cref="LearningRateSchedule.CosLog4"/>.</summary>
internal sealed record CosLog4Schedule : StepwiseSchedule
{
    // A cycle ends where 1 + 15 t is a power of 2: at t = 1/15, 3/15, 7/15 and 1.
    private const double Growth = 15;

    internal override bool SpansTraining => true;

    public override double Factor(TrainingMoment moment) =>
        (1 - Math.Cos(2 * Math.PI * Math.Log2(1 + Growth * moment.Share))) / 2;
}
