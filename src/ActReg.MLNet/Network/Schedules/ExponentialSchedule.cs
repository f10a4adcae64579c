namespace ActReg.MLNet;

/// <summary><see cref="LearningRateSchedule.Exponential"/>.</summary>
internal sealed record ExponentialSchedule : StepwiseSchedule
{
    public ExponentialSchedule(double decayRate, int decayEpochs, bool staircase)
    {
        DecayRate = Require.Positive(decayRate);
        DecayEpochs = Require.AtLeast(1, decayEpochs);
        Staircase = staircase;
    }

    public double DecayRate { get; }

    public int DecayEpochs { get; }

    public bool Staircase { get; }

    public override double Factor(TrainingMoment moment)
    {
        var decays = (double)moment.Step / ((long)DecayEpochs * moment.StepsPerEpoch);
        return Math.Pow(DecayRate, Staircase ? Math.Floor(decays) : decays);
    }
}
