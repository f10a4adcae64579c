using System.Globalization;

namespace ActReg.MLNet;

/// <summary>The one training loop, whatever the engine, task and layers: from epoch to epoch, until one is the last.</summary>
internal sealed class TrainingLoop
{
    private readonly ITrainingEngine _engine;
    private readonly TrainingRequest _request;
    private readonly LabelScales? _labelScales;
    private readonly EpochTraining _epochs;
    private readonly TrainingCheckpoints? _checkpoints;
    private readonly BestEpoch? _best;
    private readonly List<EpochMetrics> _history = [];

    private TrainingLoop(
        ITrainingEngine engine, TrainingRequest request, LabelScales? labelScales, EpochTraining epochs, TrainingCheckpoints? checkpoints)
    {
        _engine = engine;
        _request = request;
        _labelScales = labelScales;
        _epochs = epochs;
        _checkpoints = checkpoints;
        _best = BestEpoch.For(request);
        if (checkpoints?.Start is { } start)
            GoOnFrom(start);
    }

    /// <param name="engine">The network in training.</param>
    /// <param name="request">What it is, and how to train it.</param>
    /// <param name="data">The rows that the engine trains on, and others to measure after each epoch.</param>
    /// <param name="checkpoints">What to go on from, and where to keep what has been done; or <see langword="null"/>.</param>
    /// <exception cref="TrainingDivergedException">The loss or a weight became infinite or not a number.</exception>
    /// <exception cref="CheckpointFailedException">A checkpoint cannot be written, and training is not to go on then.</exception>
    public static TrainingResult Run(
        ITrainingEngine engine, TrainingRequest request, TrainingData data, TrainingCheckpoints? checkpoints = null)
    {
        using var epochs = new EpochTraining(engine, request, data);
        return new TrainingLoop(engine, request, data.LabelScales, epochs, checkpoints).Run(request.Control);
    }

    private void GoOnFrom(Checkpoint checkpoint)
    {
        _epochs.GoOnFrom(checkpoint);
        _engine.TryKeepWeights();
        foreach (var metrics in checkpoint.Network.History)
            Note(metrics, () => checkpoint.Network.Weights);
    }

    private TrainingResult Run(TrainingControl control)
    {
        while (_history.Count < _request.Settings.Epochs)
        {
            EpochMetrics metrics;
            try
            {
                metrics = _epochs.Run();
            }
            catch (OperationCanceledException) when (
                control.OnCancellation == CancellationBehavior.KeepBest && _epochs.HasBegun && control.IsCancelled())
            {
                _engine.TryKeepWeights();
                return Result(isCancelled: true);
            }

            KeepWeights(metrics);
            var goesOn = Note(metrics, _engine.GetKeptWeights);
            if (!control.EndEpoch(metrics) || !goesOn)
                break;
            if (_epochs.IsTimeOver && _epochs.TrainedEpochs < _request.Settings.Epochs)
                return Result(isCancelled: false) with { EpochsInTime = _epochs.TrainedEpochs };
            SaveIfDue();
        }

        return Result(isCancelled: false);
    }

    private TrainingResult Result(bool isCancelled) => new(
        Network(), isCancelled, RestoredEpoch: _best?.Weights == null ? null : _best.Epoch, NeverWatched: _best is { Epoch: 0 });

    /// <summary>Keeps the weights after an epoch.</summary>
    /// <exception cref="TrainingDivergedException">Its loss, or one of them, is not finite.</exception>
    private void KeepWeights(EpochMetrics metrics)
    {
        if (!double.IsFinite(metrics.Loss))
            throw Diverged($"the loss became {metrics.Loss.ToString(CultureInfo.InvariantCulture)} in epoch {metrics.Epoch}");
        // The last update comes after the last loss, which cannot show what it did.
        if (!_engine.TryKeepWeights())
            throw Diverged($"weights became infinite or not a number in epoch {metrics.Epoch}");
    }

    /// <summary>Takes note of an epoch, and says whether to go on.</summary>
    private bool Note(EpochMetrics metrics, Func<IReadOnlyList<WeightTensor>> getWeights)
    {
        _history.Add(metrics);
        return _best?.Watch(metrics, getWeights) ?? true;
    }

    private void SaveIfDue()
    {
        if (_checkpoints?.AreDueAfter(_history.Count) == true && _history.Count < _request.Settings.Epochs)
            _checkpoints.Save(Network(), _engine.GetState(), _epochs.PenaltyState);
    }

    /// <summary>What training would end with now.</summary>
    private TrainedNetwork Network() =>
        new(_request.Plan, _best?.Weights ?? _engine.GetKeptWeights(), [.. _history], _request.Settings, _labelScales);

    private TrainingDivergedException Diverged(string what) =>
        new(what, [.. _history], Network().Weights, _best?.Weights == null ? null : _best.Epoch, _request.PenaltyOption);
}
