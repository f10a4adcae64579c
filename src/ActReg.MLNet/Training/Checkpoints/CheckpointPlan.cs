namespace ActReg.MLNet;

/// <summary>Where and when a training keeps checkpoints, and what it goes on from.</summary>
/// <param name="Store">Where.</param>
/// <param name="Epochs">After every so many epochs.</param>
/// <param name="Start">What has been found there; <see langword="null"/> for nothing.</param>
/// <param name="TakesStoredSeed">Whether the training's seed is a random one, which nobody asked for.</param>
internal sealed record CheckpointPlan(ICheckpointStore Store, int Epochs, Checkpoint? Start, bool TakesStoredSeed)
{
    /// <summary>What to do when one cannot be written.</summary>
    public CheckpointFailureBehavior OnFailure { get; init; }

    /// <summary>Settings to train with: with a checkpoint's seed, where a random one could never go on from it.</summary>
    public TrainingSettings InForce(TrainingSettings settings) =>
        TakesStoredSeed && Start != null ? settings with { Seed = Start.Network.Settings.Seed } : settings;
}
