namespace ActReg.MLNet;

/// <summary>What a training ends with.</summary>
/// <param name="Weights">The trained weights.</param>
/// <param name="History">One entry per completed epoch.</param>
/// <param name="Settings">Those in force.</param>
/// <param name="IsCancelled">Whether it ended in the midst of the next epoch, because it was cancelled.</param>
internal sealed record TrainingResult(
    IReadOnlyList<WeightTensor> Weights, IReadOnlyList<EpochMetrics> History, TrainingSettings Settings,
    bool IsCancelled = false);
