using System.Globalization;

namespace ActReg.MLNet;

/// <summary>The one training loop: epochs of shuffled mini-batches, whatever the engine, task and layers.</summary>
internal sealed class TrainingLoop
{
    private readonly ITrainingEngine _engine;
    private readonly TrainingSet? _validation;
    private readonly TrainingSettings _settings;
    private readonly Action _checkAlive;
    private readonly RandomState _shuffling;
    private readonly ILearningRate _learningRate;
    private readonly PenaltyStrengths _strengths;
    private readonly BestEpoch? _best;
    private readonly int[] _order;
    private readonly int[] _validationOrder;
    private readonly List<EpochMetrics> _history = [];
    private bool _hasBegun;

    private TrainingLoop(
        ITrainingEngine engine, NetworkPlan plan, TrainingData data, TrainingSettings settings, Action checkAlive)
    {
        _engine = engine;
        _validation = data.Validation;
        _settings = settings;
        _checkAlive = checkAlive;
        _shuffling = RandomStreams.Create(settings.Seed, RandomStreams.Shuffling);
        _learningRate = settings.LearningRateSchedule.Start();
        _strengths = new PenaltyStrengths(plan, settings.ActivityPenaltySchedule);
        _best = settings.EarlyStopping == null ? null : new BestEpoch(settings.EarlyStopping);
        _order = [.. Enumerable.Range(0, data.Train.RowCount)];
        _validationOrder = [.. Enumerable.Range(0, data.Validation?.RowCount ?? 0)];
    }

    /// <param name="engine">The network in training.</param>
    /// <param name="plan">That network.</param>
    /// <param name="data">The rows that the engine trains on, and others to measure after each epoch.</param>
    /// <param name="settings">Epochs, batch size, schedules, shuffling and seed.</param>
    /// <param name="endEpoch">Told of each epoch; returns whether to go on.</param>
    /// <param name="checkAlive">Called often; throws <see cref="OperationCanceledException"/> to cancel.</param>
    /// <param name="onCancellation">What to do then.</param>
    /// <param name="checkpoints">Where to begin, and to keep what has been done; or <see langword="null"/>.</param>
    /// <exception cref="TrainingDivergedException">The loss or a weight became infinite or not a number.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written.</exception>
    public static TrainingResult Run(
        ITrainingEngine engine, NetworkPlan plan, TrainingData data, TrainingSettings settings,
        Func<EpochMetrics, bool> endEpoch, Action checkAlive, CancellationBehavior onCancellation = CancellationBehavior.Throw,
        TrainingCheckpoints? checkpoints = null)
    {
        var loop = new TrainingLoop(engine, plan, data, settings, checkAlive);
        if (checkpoints?.Start != null)
            loop.GoOnFrom(checkpoints.Start);
        return loop.Run(endEpoch, onCancellation, checkpoints);
    }

    private void GoOnFrom(Checkpoint checkpoint)
    {
        foreach (var metrics in checkpoint.Network.History)
        {
            Shuffle();
            Note(metrics, () => checkpoint.Network.Weights);
        }

        _engine.SetState(checkpoint.Engine);
        _engine.TryKeepWeights();
        _strengths.SetState(checkpoint.Penalties);
        _hasBegun = true;
    }

    private TrainingResult Run(
        Func<EpochMetrics, bool> endEpoch, CancellationBehavior onCancellation, TrainingCheckpoints? checkpoints)
    {
        while (_history.Count < _settings.Epochs)
        {
            EpochMetrics metrics;
            try
            {
                metrics = TrainEpoch();
            }
            catch (OperationCanceledException) when (_hasBegun && onCancellation == CancellationBehavior.KeepBest)
            {
                _engine.TryKeepWeights();
                return Result() with { IsCancelled = true };
            }

            // The last update comes after the last loss, which cannot show what it did.
            if (!_engine.TryKeepWeights())
                throw Diverged($"weights became infinite or not a number in epoch {metrics.Epoch}");
            var goesOn = Note(metrics, _engine.GetKeptWeights);
            if (!endEpoch(metrics) || !goesOn)
                break;
            if (checkpoints?.AreDueAfter(metrics.Epoch) == true && metrics.Epoch < _settings.Epochs)
                checkpoints.Save(Result(), _engine.GetState(), _strengths.GetState());
        }

        return Result();
    }

    /// <summary>What training would end with now.</summary>
    private TrainingResult Result() => new(_best?.Weights ?? _engine.GetKeptWeights(), [.. _history], _settings);

    /// <summary>Takes note of an epoch that has been trained, and says whether to go on.</summary>
    private bool Note(EpochMetrics metrics, Func<IReadOnlyList<WeightTensor>> getWeights)
    {
        _history.Add(metrics);
        _learningRate.EndEpoch(metrics);
        return _best?.Watch(metrics, getWeights) ?? true;
    }

    private void Shuffle()
    {
        if (_settings.Shuffle)
            _shuffling.Shuffle<int>(_order);
    }

    private EpochMetrics TrainEpoch()
    {
        Shuffle();
        var total = default(BatchSums);
        double rate = 0;
        var stepsPerEpoch = (int)(((long)_order.Length + _settings.BatchSize - 1) / _settings.BatchSize);
        _strengths.StartEpoch();
        for (var step = 0; step < stepsPerEpoch; step++)
        {
            _checkAlive();
            var moment = new TrainingMoment(_history.Count, step, stepsPerEpoch, _settings.Epochs);
            rate = _settings.LearningRate * _learningRate.Factor(moment);
            var sums = _engine.Step(Batch(_order, step), rate, _strengths.At(moment));
            _hasBegun = true;
            _strengths.Observe(_engine.ZeroFractions, sums.Weight);
            total += sums;
        }

        var validation = Validate();
        var metrics = new EpochMetrics
        {
            Epoch = _history.Count + 1,
            Loss = total.Loss / total.Weight,
            DataLoss = total.DataLoss / total.Weight,
            ActivityPenalty = total.ActivityPenalty / total.Weight,
            KernelPenalty = total.KernelPenalty / total.Weight,
            Accuracy = total.Correct / total.Weight,
            ValidationLoss = validation.Loss / validation.Weight,
            ValidationDataLoss = validation.DataLoss / validation.Weight,
            ValidationAccuracy = validation.Correct / validation.Weight,
            LearningRate = rate,
            Activities = _strengths.EndEpoch(),
        };
        return double.IsFinite(metrics.Loss)
            ? metrics
            : throw Diverged($"the loss became {metrics.Loss.ToString(CultureInfo.InvariantCulture)} in epoch {metrics.Epoch}");
    }

    /// <summary>The figures of the validation set; with none, 0 rows, of which nothing is known.</summary>
    private BatchSums Validate()
    {
        var total = default(BatchSums);
        for (var step = 0; (long)step * _settings.BatchSize < _validationOrder.Length; step++)
        {
            _checkAlive();
            total += _engine.Evaluate(_validation!, Batch(_validationOrder, step), _strengths.Current);
        }

        return total;
    }

    private ReadOnlySpan<int> Batch(int[] order, int step)
    {
        var start = step * _settings.BatchSize;
        return order.AsSpan(start, Math.Min(_settings.BatchSize, order.Length - start));
    }

    private TrainingDivergedException Diverged(string what) =>
        new(what, [.. _history], Result().Weights, _best?.Weights == null ? null : _best.Epoch);
}
