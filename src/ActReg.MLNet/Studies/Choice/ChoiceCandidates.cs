namespace ActReg.MLNet;

/// <summary>What a choice goes by, from trials.</summary>
internal static class ChoiceCandidates
{
    /// <param name="index">The candidate.</param>
    /// <param name="trials">Of each split; one that is missing or failed leaves the candidate out.</param>
    /// <param name="metric">What it is chosen by.</param>
    /// <param name="overlap">See <see cref="MeanInterval"/>.</param>
    public static ChoiceCandidate Of(int index, IReadOnlyList<TrialResult?> trials, StudyMetric metric, double overlap)
    {
        if (trials.Count == 0 || trials.Any(trial => trial == null || trial.Failure != null))
            return new(index, MeanInterval.Of([], overlap), double.NaN, 0);
        return new(
            index, MeanInterval.Of(trials.Select(trial => trial!.Evaluation[metric.Name]), overlap), trials.Average(trial => ActiveShare(trial!)),
            trials.Max(trial => trial!.WeightCount));
    }

    /// <summary>The share of hidden outputs that are not 0; 1 where there are none, which is as simple as the weights are few.</summary>
    public static double ActiveShare(TrialResult trial)
    {
        var units = trial.Layers.Sum(layer => (double)layer.Units);
        return units == 0 ? 1 : trial.Layers.Sum(layer => layer.L0PerRow) / units;
    }
}
