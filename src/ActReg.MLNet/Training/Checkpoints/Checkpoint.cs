namespace ActReg.MLNet;

/// <summary>Where a training stands after an epoch.</summary>
/// <param name="Fingerprint">Of which training.</param>
/// <param name="Network">What it would end with here.</param>
/// <param name="Engine">The network and the optimizer as they are.</param>
/// <param name="Penalties">The strengths of the activity penalties.</param>
internal sealed record Checkpoint(
    TrainingFingerprint Fingerprint, TrainedNetwork Network, EngineState Engine, PenaltyState Penalties);
