namespace ActReg.MLNet;

/// <summary>What a checkpoint's options must be.</summary>
internal static class CheckpointRules
{
    public static IEnumerable<string?> Of(ActivityRegularizedOptionsBase options) =>
    [
        options.CheckpointPath == null ? null : AtomicFile.Problem(options.CheckpointPath, "checkpointPath"),
        options.CheckpointEpochs is { } epochs ? Rule.AtLeast(1, epochs, "checkpointEpochs") : null,
        options.CheckpointEpochs != null && options.CheckpointPath == null
            ? Rule.Broken("checkpointEpochs", "must be left out without a checkpointPath", options.CheckpointEpochs) : null,
    ];
}
