namespace ActReg.MLNet;

/// <summary>What a checkpoint's options must be.</summary>
internal static class CheckpointRules
{
    public static IEnumerable<string?> Of(TrainingOptions options) =>
    [
        options is { CheckpointPath: not null, TimeLimit: { } limit }
            ? Rule.Broken("timeLimit", "must be left out beside a checkpointPath, from which a training goes on as if it had never been interrupted", limit) : null,
        options.CheckpointPath == null ? null : AtomicFile.Problem(options.CheckpointPath, "checkpointPath"),
        options.CheckpointEpochs is not { } epochs ? null
            : options.CheckpointPath != null ? Rule.AtLeast(1, epochs, "checkpointEpochs")
            : Rule.Broken("checkpointEpochs", "must be left out without a checkpointPath", epochs),
    ];
}
