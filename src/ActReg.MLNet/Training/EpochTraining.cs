namespace ActReg.MLNet;

/// <summary>Trains one epoch after the other, each of shuffled mini-batches, and measures it.</summary>
internal sealed class EpochTraining
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
    private int _epochs;

    /// <param name="engine">The network in training.</param>
    /// <param name="plan">That network.</param>
    /// <param name="data">The rows that the engine trains on, and others to measure after each epoch.</param>
    /// <param name="settings">Epochs, batch size, schedules, shuffling and seed.</param>
    /// <param name="checkAlive">Called before each batch; throws to cancel.</param>
    public EpochTraining(
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

    /// <summary>Whether the network has been trained at all.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>At the end of an epoch.</summary>
    public PenaltyState PenaltyState => _strengths.GetState();

    /// <summary>Goes, from the beginning, to the end of the epochs before a checkpoint.</summary>
    public void GoOnFrom(Checkpoint checkpoint)
    {
        foreach (var metrics in checkpoint.Network.History)
        {
            Shuffle();
            End(metrics);
        }

        _engine.SetState(checkpoint.Engine);
        _strengths.SetState(checkpoint.Penalties);
        HasBegun = true;
    }

    /// <summary>Trains the next epoch.</summary>
    public EpochMetrics Run()
    {
        Shuffle();
        var total = default(BatchSums);
        double rate = 0;
        var stepsPerEpoch = (int)(((long)_order.Length + _settings.BatchSize - 1) / _settings.BatchSize);
        _strengths.StartEpoch();
        for (var step = 0; step < stepsPerEpoch; step++)
        {
            _checkAlive();
            var moment = new TrainingMoment(_epochs, step, stepsPerEpoch, _settings.Epochs);
            rate = _settings.LearningRate * _learningRate.Factor(moment);
            var sums = _engine.Step(Batch(_order, step), rate, _strengths.At(moment));
            HasBegun = true;
            _strengths.Observe(_engine.ZeroFractions, sums.Weight);
            total += sums;
        }

        var validation = Validate();
        var metrics = new EpochMetrics
        {
            Epoch = _epochs + 1,
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
        End(metrics);
        return metrics;
    }

    private void Shuffle()
    {
        if (_settings.Shuffle)
            _shuffling.Shuffle<int>(_order);
    }

    private void End(EpochMetrics metrics)
    {
        _epochs++;
        _learningRate.EndEpoch(metrics);
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
}
