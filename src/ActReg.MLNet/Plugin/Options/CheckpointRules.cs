namespace ActReg.MLNet;

/// <summary>What a checkpoint's options must be.</summary>
internal static class CheckpointRules
{
    public static IEnumerable<string?> Of(TrainingOptions options) =>
    [
        options.CheckpointPath == null ? null : AtomicFile.Problem(options.CheckpointPath, "checkpointPath"),
        options.CheckpointEpochs is not { } epochs ? null
            : options.CheckpointPath != null ? Rule.AtLeast(1, epochs, "checkpointEpochs")
            : Rule.Broken("checkpointEpochs", "must be left out without a checkpointPath", epochs),
    ];
}
