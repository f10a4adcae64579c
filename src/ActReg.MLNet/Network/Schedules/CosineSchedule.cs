namespace ActReg.MLNet;

/// <summary><see cref="LearningRateSchedule.Cosine"/>.</summary>
internal sealed record CosineSchedule : StepwiseSchedule
{
    public CosineSchedule(double finalFactor, int warmUpEpochs)
    {
        FinalFactor = Require.Share(finalFactor);
        WarmUpEpochs = Require.AtLeast(0, warmUpEpochs);
    }

    public double FinalFactor { get; }

    public int WarmUpEpochs { get; }

    internal override bool SpansTraining => true;

    public override double Factor(TrainingMoment moment)
    {
        var warmUpSteps = (long)WarmUpEpochs * moment.StepsPerEpoch;
        return moment.Step < warmUpSteps
            ? (double)moment.Step / warmUpSteps
            : HalfCosine(1, FinalFactor, (double)(moment.Step - warmUpSteps) / (moment.Steps - warmUpSteps));
    }

    /// <summary>Goes from one value, level, to another, level.</summary>
    /// <param name="from">The value at 0.</param>
    /// <param name="to">The value at 1.</param>
    /// <param name="position">How far, 0 to 1.</param>
    public static double HalfCosine(double from, double to, double position) =>
        to + (from - to) * (1 + Math.Cos(Math.PI * position)) / 2;
}
