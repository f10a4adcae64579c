namespace ActReg.MLNet;

/// <summary>How checked options have a training go: with a seed in any case, and with what is found at the checkpoint path.</summary>
internal sealed class SeededTraining
{
    private const int DefaultCheckpointEpochs = 10;

    private readonly TrainingOptions _options;
    private readonly bool _hasRandomSeed;

    /// <param name="options">The trainer's or estimator's own.</param>
    /// <param name="contextSeed">The seed that the <see cref="Microsoft.ML.MLContext"/> was made with, if any.</param>
    public SeededTraining(TrainingOptions options, int? contextSeed)
    {
        var seed = options.Seed ?? contextSeed;
        _options = options;
        _hasRandomSeed = seed == null;
        Settings = options.Settings with
        {
            Seed = seed ?? Random.Shared.Next(),
            HasAugmentation = options.Augmentation != null,
        };
    }

    /// <summary>How to train; the engine is still the one asked for.</summary>
    public TrainingSettings Settings { get; }

    /// <summary>What is found at the checkpoint path; <see langword="null"/> without one.</summary>
    /// <exception cref="InvalidOperationException">It is damaged, or is something else.</exception>
    /// <exception cref="IOException">It cannot be read, or another not be written.</exception>
    public CheckpointPlan? FindCheckpoint()
    {
        if (_options.CheckpointPath == null)
            return null;
        var file = new CheckpointFile(_options.CheckpointPath);
        var start = file.Read();
        file.CheckWritable();
        return new CheckpointPlan(file, _options.CheckpointEpochs ?? DefaultCheckpointEpochs, start, _hasRandomSeed)
        {
            OnFailure = _options.OnCheckpointFailure,
        };
    }
}
