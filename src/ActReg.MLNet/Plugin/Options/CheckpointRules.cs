namespace ActReg.MLNet;

/// <summary>What a checkpoint's options must be.</summary>
internal static class CheckpointRules
{
    /// <summary>The rules. The folder must exist, lest hours of training are lost to a misspelt one.</summary>
    public static IEnumerable<string?> Of(ActivityRegularizedOptionsBase options) =>
    [
        options.CheckpointPath == null ? null : CheckPath(options.CheckpointPath),
        options.CheckpointEpochs is not { } epochs ? null
            : options.CheckpointPath != null ? Rule.AtLeast(1, epochs, "checkpointEpochs")
            : Rule.Broken("checkpointEpochs", "must be left out without a checkpointPath", epochs),
    ];

    private static string? CheckPath(string checkpointPath)
    {
        if (string.IsNullOrWhiteSpace(checkpointPath) || checkpointPath.Contains('\0')
            || Path.EndsInDirectorySeparator(checkpointPath) || Directory.Exists(checkpointPath))
            return Rule.Broken(nameof(checkpointPath), "must name a file", $"\"{checkpointPath}\"");
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(checkpointPath))))
            return Rule.Broken(nameof(checkpointPath), "must be in a folder that exists", $"\"{checkpointPath}\"");
        return AtomicFile.Problem(checkpointPath) is { } problem ? Rule.Broken(nameof(checkpointPath), problem, $"\"{checkpointPath}\"") : null;
    }
}
