namespace ActReg.MLNet;

/// <summary>Everything that a model keeps of a training: plain values, never changed.</summary>
/// <param name="Plan">The network.</param>
/// <param name="Weights">In the order of <see cref="NetworkPlan.Weights"/>.</param>
/// <param name="History">One entry per epoch.</param>
/// <param name="Settings">How it was trained.</param>
/// <param name="LabelScale">What undoes the standardization of its labels; null where they were not standardized.</param>
internal sealed record TrainedNetwork(
    NetworkPlan Plan, IReadOnlyList<WeightTensor> Weights, IReadOnlyList<EpochMetrics> History, TrainingSettings Settings,
    LabelScale? LabelScale = null);
