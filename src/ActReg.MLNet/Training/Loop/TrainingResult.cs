namespace ActReg.MLNet;

/// <summary>What a training ends with.</summary>
/// <param name="Network">The network, as the model is to have it.</param>
/// <param name="IsCancelled">Whether it ended in the midst of the next epoch, because it was cancelled.</param>
internal sealed record TrainingResult(TrainedNetwork Network, bool IsCancelled = false)
{
    /// <summary>The trained weights.</summary>
    public IReadOnlyList<WeightTensor> Weights => Network.Weights;

    /// <summary>One entry per completed epoch.</summary>
    public IReadOnlyList<EpochMetrics> History => Network.History;
}
