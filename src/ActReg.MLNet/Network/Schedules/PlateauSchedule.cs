namespace ActReg.MLNet;

/// <summary><see cref="LearningRateSchedule.ReduceOnPlateau"/>.</summary>
internal sealed record PlateauSchedule : LearningRateSchedule
{
    public PlateauSchedule(TrainingMetric? monitor, double factor, int patience, double minDelta, int cooldown, double minFactor)
    {
        Monitor = monitor ?? TrainingMetric.ValidationDataLoss;
        Factor = Require.Share(factor);
        Patience = Require.AtLeast(1, patience);
        MinDelta = Require.NotNegative(minDelta);
        Cooldown = Require.AtLeast(0, cooldown);
        MinFactor = Require.Share(minFactor);
    }

    public TrainingMetric Monitor { get; }

    public double Factor { get; }

    public int Patience { get; }

    public double MinDelta { get; }

    public int Cooldown { get; }

    public double MinFactor { get; }

    internal override TrainingMetric? WatchedMetric => Monitor;

    internal override ILearningRate Start() => new PlateauLearningRate(this);
}
