namespace ActReg.MLNet;

/// <summary>A checkpoint could not be written, or deleted at the end. What was learned is not lost.</summary>
public sealed class CheckpointFailedException : IOException
{
    /// <param name="network">What training would have ended with.</param>
    /// <param name="cause">What could not be done, and why.</param>
    internal CheckpointFailedException(TrainedNetwork network, IOException cause)
        : base(
            $"{cause.Message} The weights that training would have ended with after epoch {network.History.Count} are in this "
            + "exception's Weights, and can be used as initialWeights.", cause)
    {
        History = network.History;
        Weights = network.Weights;
    }

    /// <summary>What each epoch measured, in order.</summary>
    public IReadOnlyList<EpochMetrics> History { get; }

    /// <summary>
    /// As <see cref="TrainingOptions.InitialWeights"/> takes them: those of the best epoch, if
    /// <see cref="EarlyStopping"/> was to restore them; else those after the last epoch of <see cref="History"/>.
    /// </summary>
    public IReadOnlyList<WeightTensor> Weights { get; }
}
