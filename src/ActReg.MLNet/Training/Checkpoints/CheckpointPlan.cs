namespace ActReg.MLNet;

/// <summary>Where and when a training keeps checkpoints, and what it goes on from.</summary>
/// <param name="Store">Where.</param>
/// <param name="Epochs">After every so many epochs.</param>
/// <param name="Start">What has been found there; <see langword="null"/> for nothing.</param>
internal sealed record CheckpointPlan(ICheckpointStore Store, int Epochs, Checkpoint? Start);
