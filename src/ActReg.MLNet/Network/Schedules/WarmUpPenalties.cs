namespace ActReg.MLNet;

/// <summary><see cref="ActivityPenaltySchedule.WarmUp"/>.</summary>
internal sealed record WarmUpPenalties : ActivityPenaltySchedule
{
    public WarmUpPenalties(int epochs) => Epochs = Require.AtLeast(1, epochs);

    public int Epochs { get; }

    internal override bool HasArrived(EpochMetrics metrics, IReadOnlyList<int> units) => metrics.Epoch > Epochs;

    internal override void Adjust(Span<double> strengths, RecentSparsity sparsity, TrainingMoment moment) =>
        strengths.Fill(Math.Min(1, (double)moment.Step / ((long)Epochs * moment.StepsPerEpoch)));
}
