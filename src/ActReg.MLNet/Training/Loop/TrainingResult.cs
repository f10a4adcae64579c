namespace ActReg.MLNet;

/// <summary>What a training ends with.</summary>
/// <param name="Network">The network, as the model is to have it.</param>
/// <param name="IsCancelled">Whether it ended in the midst of the next epoch, because it was cancelled.</param>
/// <param name="RestoredEpoch">The epoch whose weights the network went back to, the best one; null where it has the last one's.</param>
/// <param name="NeverWatched">Whether there was a rule to stop early, but no epoch that it judged.</param>
internal sealed record TrainingResult(TrainedNetwork Network, bool IsCancelled, int? RestoredEpoch, bool NeverWatched)
{
    /// <summary>The epochs that there was time for, the last one as far as it went; <see langword="null"/> where training ended for another reason.</summary>
    public double? EpochsInTime { get; init; }

    /// <summary>The time that it had; <see langword="null"/> for any.</summary>
    public TimeSpan? Time => Network.Settings.TimeLimit;

    /// <summary>The trained weights.</summary>
    public IReadOnlyList<WeightTensor> Weights => Network.Weights;

    /// <summary>One entry per completed epoch.</summary>
    public IReadOnlyList<EpochMetrics> History => Network.History;

    /// <summary>The epoch whose weights the network has; <see langword="null"/> where it has those that training began with.</summary>
    public EpochMetrics? ModelEpoch => History.Count == 0 ? null : History[(RestoredEpoch ?? History.Count) - 1];

    /// <summary>The schedule of the activity penalties, where these came to where it leads in no epoch; else <see langword="null"/>.</summary>
    public string? UnreachedSchedule =>
        Network.Settings.UnreachedSchedule(History, [.. Network.Plan.PenalizedSteps.Select(step => Network.Plan.Steps[step].Size)]);
}
