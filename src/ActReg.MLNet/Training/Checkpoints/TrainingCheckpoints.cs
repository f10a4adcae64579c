namespace ActReg.MLNet;

/// <summary>The checkpoints of one training.</summary>
internal sealed class TrainingCheckpoints
{
    private readonly CheckpointPlan _plan;
    private readonly TrainingFingerprint _fingerprint;
    private readonly Action<string> _warn;

    /// <param name="plan">Where and when to write, and what has been found there.</param>
    /// <param name="fingerprint">Of this training.</param>
    /// <param name="warn">Told of what fails, where training is to go on.</param>
    /// <exception cref="InvalidOperationException">What has been found is of another training.</exception>
    public TrainingCheckpoints(CheckpointPlan plan, TrainingFingerprint fingerprint, Action<string> warn)
    {
        _plan = plan;
        _fingerprint = fingerprint;
        _warn = warn;
        if (Start != null && fingerprint.DifferencesFrom(Start.Fingerprint).ToArray() is { Length: > 0 } differences)
        {
            throw new InvalidOperationException(
                $"checkpointPath: \"{plan.Store.Name}\" holds the checkpoint of another training. {string.Join(' ', differences)} "
                + "Delete the file to train from the start, or choose another path.");
        }
    }

    /// <summary>What to go on from; <see langword="null"/> for nothing.</summary>
    public Checkpoint? Start => _plan.Start;

    /// <summary>Refuses what has been found, before anything is done with it.</summary>
    /// <param name="problems">Says what is wrong with it, and null for each rule that is kept.</param>
    /// <exception cref="InvalidOperationException">Something is.</exception>
    public void Check(Func<Checkpoint, IEnumerable<string?>> problems)
    {
        if (Start != null && string.Join(' ', problems(Start).OfType<string>()) is { Length: > 0 } text)
        {
            throw new InvalidOperationException(
                $"checkpointPath: \"{_plan.Store.Name}\" holds what this training cannot have left. {text} "
                + "Delete the file to train from the start, or choose another path.");
        }
    }

    /// <summary>Whether there is to be a checkpoint after an epoch.</summary>
    public bool AreDueAfter(int epoch) => epoch % _plan.Epochs == 0;

    /// <param name="network">What training would end with now.</param>
    /// <param name="engine">The network and the optimizer as they are.</param>
    /// <param name="penalties">The strengths of the activity penalties.</param>
    /// <exception cref="CheckpointFailedException">It cannot be written, and training is not to go on then.</exception>
    public void Save(TrainedNetwork network, EngineState engine, PenaltyState penalties) => Try(
        () => _plan.Store.Write(new Checkpoint(_fingerprint, network, engine, penalties)), network,
        $"Training goes on after epoch {network.History.Count}.");

    /// <summary>Deletes what has been written.</summary>
    /// <param name="network">What training ended with.</param>
    /// <exception cref="CheckpointFailedException">It cannot be deleted, and training was to end then.</exception>
    public void Delete(TrainedNetwork network) => Try(
        _plan.Store.Delete, network, "Training has ended; delete the file, lest another training find it.");

    private void Try(Action act, TrainedNetwork network, string outlook)
    {
        try
        {
            act();
        }
        catch (IOException e) when (_plan.OnFailure == CheckpointFailureBehavior.Continue)
        {
            _warn($"{e.Message} {outlook}");
        }
        catch (IOException e)
        {
            throw new CheckpointFailedException(network, e);
        }
    }
}
