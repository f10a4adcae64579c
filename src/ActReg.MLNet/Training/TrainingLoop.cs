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
    private readonly int[] _order;
    private readonly int[] _validationOrder;
    private readonly List<EpochMetrics> _history = [];

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
        _order = [.. Enumerable.Range(0, data.Train.RowCount)];
        _validationOrder = [.. Enumerable.Range(0, data.Validation?.RowCount ?? 0)];
    }

    /// <param name="engine">The network in training.</param>
    /// <param name="plan">That network.</param>
    /// <param name="data">The rows that the engine trains on, and others to measure after each epoch.</param>
    /// <param name="settings">Epochs, batch size, schedules, shuffling and seed.</param>
    /// <param name="endEpoch">Told of each epoch; returns whether to go on.</param>
    /// <param name="checkAlive">Called often; throws to cancel.</param>
    /// <exception cref="InvalidOperationException">The loss or a weight became infinite or not a number.</exception>
    public static TrainingResult Run(
        ITrainingEngine engine, NetworkPlan plan, TrainingData data, TrainingSettings settings,
        Func<EpochMetrics, bool> endEpoch, Action checkAlive) =>
        new TrainingLoop(engine, plan, data, settings, checkAlive).Run(endEpoch);

    private TrainingResult Run(Func<EpochMetrics, bool> endEpoch)
    {
        var best = _settings.EarlyStopping == null ? null : new BestEpoch(_settings.EarlyStopping);
        while (_history.Count < _settings.Epochs)
        {
            var metrics = TrainEpoch();
            _history.Add(metrics);
            _learningRate.EndEpoch(metrics);
            var goOn = best?.Watch(metrics, _engine) ?? true;
            if (!endEpoch(metrics) || !goOn)
                break;
        }

        // The last update comes after the last loss, which cannot show what it did.
        var weights = best?.Weights ?? _engine.GetWeights();
        if (weights.Any(weight => !Weights.AreFinite(weight)))
            throw Diverged($"weights became infinite or not a number in epoch {_history.Count}");
        return new TrainingResult(weights, _history);
    }

    private EpochMetrics TrainEpoch()
    {
        if (_settings.Shuffle)
            _shuffling.Shuffle<int>(_order);
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

    private InvalidOperationException Diverged(string what)
    {
        var last = _history.Count == 0
            ? "There was no epoch before it"
            : string.Create(CultureInfo.InvariantCulture, $"The last finite loss was {_history[^1].Loss:G6}, in epoch {_history[^1].Epoch}");
        return new InvalidOperationException(
            $"Training diverged: {what}. {last}. A smaller learningRate, normalized features or a weaker activityRegularizer usually helps.");
    }
}
