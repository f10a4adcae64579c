namespace ActReg.MLNet;

/// <summary>Where a training stands: at one step of all.</summary>
/// <param name="Epoch">The epochs before this one.</param>
/// <param name="StepInEpoch">The steps of this epoch before this one.</param>
/// <param name="StepsPerEpoch">The steps of an epoch.</param>
/// <param name="Epochs">The epochs that were asked for.</param>
internal readonly record struct TrainingMoment(int Epoch, int StepInEpoch, int StepsPerEpoch, int Epochs)
{
    /// <summary>The steps before this one.</summary>
    public long Step => (long)Epoch * StepsPerEpoch + StepInEpoch;

    /// <summary>The steps of the whole training.</summary>
    public long Steps => (long)Epochs * StepsPerEpoch;

    /// <summary>The share of the training that comes before this step, at least 0 and below 1.</summary>
    public double Share => (double)Step / Steps;

    /// <summary>This moment, or the later one that comes after a share of the training.</summary>
    /// <param name="share">From 0 to 1.</param>
    public TrainingMoment OrAfter(double share)
    {
        var step = Math.Min((long)(share * Steps), Steps - 1);
        return step <= Step ? this : this with { Epoch = (int)(step / StepsPerEpoch), StepInEpoch = (int)(step % StepsPerEpoch) };
    }
}
