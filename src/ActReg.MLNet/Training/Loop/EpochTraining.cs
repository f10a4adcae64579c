namespace ActReg.MLNet;

/// <summary>Trains one epoch after the other, each of shuffled mini-batches, and measures it.</summary>
internal sealed class EpochTraining : IDisposable
{
    private readonly ITrainingEngine _engine;
    private readonly TrainingSettings _settings;
    private readonly Action _checkAlive;
    private readonly ILearningRate _learningRate;
    private readonly PenaltyStrengths _strengths;
    private readonly IBatches _batches;
    private readonly int _stepsPerEpoch;
    private readonly double _meanWeight;
    private readonly IBatches? _validationBatches;
    private readonly int _validationSteps;
    private readonly ValidationScores? _scores;
    private readonly TrainingTime? _time;
    private int _epochs;
    private long _steps;

    /// <param name="engine">The network in training.</param>
    /// <param name="request">What it is, and how to train it.</param>
    /// <param name="data">The rows that the engine trains on, and others to measure after each epoch.</param>
    public EpochTraining(ITrainingEngine engine, TrainingRequest request, TrainingData data)
    {
        _engine = engine;
        _settings = request.Settings;
        _checkAlive = request.Control.CheckAlive;
        _time = request.Time?.Part(1);
        _learningRate = _settings.LearningRateSchedule.Start();
        _strengths = new PenaltyStrengths(request.Plan, _settings.ActivityPenaltySchedule);
        _batches = Open(data.Train, _settings.Shuffle ? _settings.Seed : null);
        if (request.Augmentation is { } augment)
        {
            var capacity = (int)Math.Min(_settings.BatchSize, data.Train.RowCount);
            _batches = new AugmentedBatches(_batches, capacity, augment, _settings.Seed, request.Plan.Features);
        }

        _stepsPerEpoch = Steps(data.Train);
        _meanWeight = data.MeanWeight;
        if (data.Validation == null)
            return;
        _validationBatches = Open(data.Validation, shuffleSeed: null);
        _validationSteps = Steps(data.Validation);
        _scores = ValidationScores.For(request, data);
    }

    /// <summary>Whether the network has been trained at all.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether the time that training has is over.</summary>
    public bool IsTimeOver => _time is { IsOver: true };

    /// <summary>The epochs that were trained, the last one as far as it went.</summary>
    public double TrainedEpochs => (double)_steps / _stepsPerEpoch;

    /// <summary>At the end of an epoch.</summary>
    public PenaltyState PenaltyState => _strengths.GetState();

    /// <summary>Goes, from the beginning, to the end of the epochs before a checkpoint.</summary>
    public void GoOnFrom(Checkpoint checkpoint)
    {
        foreach (var metrics in checkpoint.Network.History)
            End(metrics);
        _steps = (long)_epochs * _stepsPerEpoch;
        _engine.SetState(checkpoint.Engine);
        _strengths.SetState(checkpoint.Penalties);
        HasBegun = true;
    }

    /// <summary>Trains the next epoch.</summary>
    public EpochMetrics Run()
    {
        var total = default(BatchSums);
        double rate = 0;
        _batches.StartEpoch(_epochs);
        _strengths.StartEpoch();
        for (var step = 0; step < _stepsPerEpoch && (step == 0 || !IsTimeOver); step++)
        {
            _checkAlive();
            var moment = new TrainingMoment(_epochs, step, _stepsPerEpoch, _settings.Epochs);
            rate = _settings.LearningRate * _learningRate.Factor(InTime(moment));
            var sums = _engine.Step(_batches.Next(), rate, _strengths.At(moment), _settings.GradientClipping, _meanWeight);
            HasBegun = true;
            _steps++;
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
            ValidationMetrics = _scores?.Measure() ?? [],
            LearningRate = rate,
            Activities = _strengths.EndEpoch(),
        };
        End(metrics);
        return metrics;
    }

    public void Dispose()
    {
        _batches.Dispose();
        _validationBatches?.Dispose();
    }

    /// <summary>Where the learning rate stands: a schedule of the whole training comes to its end by the steps or by the time, whichever is nearer.</summary>
    private TrainingMoment InTime(TrainingMoment moment) =>
        _time != null && _settings.LearningRateSchedule.SpansTraining ? moment.OrAfter(_time.UsedShare) : moment;

    private void End(EpochMetrics metrics)
    {
        _epochs++;
        _learningRate.EndEpoch(metrics);
    }

    /// <summary>The figures of the validation set; with none, 0 rows, of which nothing is known.</summary>
    private BatchSums Validate()
    {
        var total = default(BatchSums);
        _validationBatches?.StartEpoch(_epochs);
        _scores?.StartEpoch();
        for (var step = 0; step < _validationSteps; step++)
        {
            _checkAlive();
            var batch = _validationBatches!.Next();
            total += _engine.Evaluate(batch, _strengths.Current, _scores == null ? default : _scores.Add(batch));
        }

        return total;
    }

    private IBatches Open(ITrainingRows rows, int? shuffleSeed) =>
        rows.OpenBatches(new BatchOrder(_settings.BatchSize, _settings.Epochs, shuffleSeed), _checkAlive);

    private int Steps(ITrainingRows rows) => checked((int)((rows.RowCount + _settings.BatchSize - 1) / _settings.BatchSize));
}
