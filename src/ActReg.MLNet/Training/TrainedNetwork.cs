namespace ActReg.MLNet;

/// <summary>Everything that a model keeps of a training: plain values, never changed.</summary>
/// <param name="Plan">The network.</param>
/// <param name="Weights">In the order of <see cref="NetworkPlan.Weights"/>.</param>
/// <param name="History">One entry per epoch.</param>
/// <param name="Settings">How it was trained.</param>
/// <param name="LabelScales">What undoes the standardization of its labels; null where they were not standardized.</param>
/// <param name="Columns">What it was trained on; null where that is not known, as in older files.</param>
internal sealed record TrainedNetwork(
    NetworkPlan Plan, IReadOnlyList<WeightTensor> Weights, IReadOnlyList<EpochMetrics> History, TrainingSettings Settings,
    LabelScales? LabelScales = null, TrainingColumns? Columns = null)
{
    /// <summary>The features that each row is scaled by; <see langword="null"/> where rows stay as they are.</summary>
    public SeriesWindow? Window => Settings.SeriesWindow;

    /// <summary>The same network with its outputs in another order.</summary>
    /// <param name="order">For each output the one that it was.</param>
    public TrainedNetwork WithOutputs(IReadOnlyList<int> order)
    {
        WeightTensor[] weights = [.. Weights];
        foreach (var index in Plan.Steps[^1].Weights.Select(Plan.IndexOf))
            weights[index] = weights[index].TakeColumns(order);
        return this with { Weights = weights };
    }
}
