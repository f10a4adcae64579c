namespace ActReg.MLNet;

/// <summary>What a training ends with.</summary>
/// <param name="Weights">The trained weights.</param>
/// <param name="History">One entry per epoch.</param>
internal sealed record TrainingResult(IReadOnlyList<WeightTensor> Weights, IReadOnlyList<EpochMetrics> History);
