namespace ActReg.MLNet;

/// <summary>Where and when a trainer writes checkpoints.</summary>
/// <param name="Path">The file, as an absolute path.</param>
/// <param name="Epochs">After every so many epochs.</param>
/// <param name="TakesStoredSeed">Whether the trainer's seed is a random one, which nobody asked for.</param>
internal sealed record CheckpointOptions(string Path, int Epochs, bool TakesStoredSeed)
{
    public const int DefaultEpochs = 10;

    /// <summary>Settings to train with: with a checkpoint's seed, where a random one could never go on from it.</summary>
    public TrainingSettings InForce(TrainingSettings settings, Checkpoint? checkpoint) =>
        TakesStoredSeed && checkpoint != null ? settings with { Seed = checkpoint.Network.Settings.Seed } : settings;

    /// <summary>The rules of the options. The folder must exist, lest hours of training are lost to a misspelt one.</summary>
    public static IEnumerable<string?> Check(string? checkpointPath, int? checkpointEpochs) =>
    [
        checkpointPath == null ? null : CheckPath(checkpointPath),
        checkpointEpochs is { } epochs ? Rule.AtLeast(1, epochs, nameof(checkpointEpochs)) : null,
        checkpointEpochs != null && checkpointPath == null
            ? Rule.Broken(nameof(checkpointEpochs), "must be left out without a checkpointPath", checkpointEpochs) : null,
    ];

    private static string? CheckPath(string checkpointPath)
    {
        if (string.IsNullOrWhiteSpace(checkpointPath) || checkpointPath.Contains('\0')
            || System.IO.Path.EndsInDirectorySeparator(checkpointPath) || Directory.Exists(checkpointPath))
            return Rule.Broken(nameof(checkpointPath), "must name a file", $"\"{checkpointPath}\"");
        return Directory.Exists(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(checkpointPath)))
            ? null : Rule.Broken(nameof(checkpointPath), "must be in a folder that exists", $"\"{checkpointPath}\"");
    }
}
