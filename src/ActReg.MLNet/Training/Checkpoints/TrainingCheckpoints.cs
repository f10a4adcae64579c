namespace ActReg.MLNet;

/// <summary>The checkpoints of one training.</summary>
internal sealed class TrainingCheckpoints
{
    private readonly CheckpointOptions _options;
    private readonly TrainingFingerprint _fingerprint;
    private readonly NetworkPlan _plan;

    /// <param name="options">Where and when to write.</param>
    /// <param name="start">What has been found there; <see langword="null"/> for nothing.</param>
    /// <param name="fingerprint">Of this training.</param>
    /// <param name="plan">The network.</param>
    /// <exception cref="InvalidOperationException">What has been found is of another training.</exception>
    public TrainingCheckpoints(
        CheckpointOptions options, Checkpoint? start, TrainingFingerprint fingerprint, NetworkPlan plan)
    {
        _options = options;
        _fingerprint = fingerprint;
        _plan = plan;
        Start = start;
        if (start != null && fingerprint.DifferencesFrom(start.Fingerprint).ToArray() is { Length: > 0 } differences)
        {
            throw new InvalidOperationException(
                $"checkpointPath: \"{options.Path}\" holds the checkpoint of another training. {string.Join(' ', differences)} "
                + "Delete the file to train from the start, or choose another path.");
        }
    }

    /// <summary>What to go on from; <see langword="null"/> for nothing.</summary>
    public Checkpoint? Start { get; }

    /// <summary>Whether there is to be a checkpoint after an epoch.</summary>
    public bool AreDueAfter(int epoch) => epoch % _options.Epochs == 0;

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(TrainingResult result, EngineState engine, PenaltyState penalties)
    {
        var network = new TrainedNetwork(_plan.Input, _plan.Layers, result.Weights, result.History, result.Settings);
        CheckpointFile.Write(_options.Path, new Checkpoint(_fingerprint, network, engine, penalties));
    }

    /// <summary>Deletes the file, if there is one.</summary>
    public void Delete() => File.Delete(_options.Path);
}
