using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>What the trainers of all tasks share: from ML.NET's data to a trained network.</summary>
/// <typeparam name="TTransformer">What <c>Fit</c> returns.</typeparam>
/// <typeparam name="TModel">The model inside it.</typeparam>
public abstract partial class NetworkTrainerBase<TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private readonly TrainerTask _task;
    private readonly CheckedOptions _options;
    private readonly TrainingRun _run;

    private protected NetworkTrainerBase(IHostEnvironment env, string name, TrainerTask task, CheckedOptions options)
        : base(
            env.Register(name), TrainerUtils.MakeR4VecFeature(options.Values.FeatureColumnName), task.Label(options.Values.LabelColumnName),
            TrainerUtils.MakeR4ScalarWeightColumn(options.Values.ExampleWeightColumnName))
    {
        _task = task;
        _options = options;
        _run = new TrainingRun(Host, options.Values);
    }

    /// <summary>
    /// Gradient descent wants features on one scale; data is read once, or is to be streamed, so caching it first gains nothing.
    /// </summary>
    public override TrainerInfo Info { get; } = new(normalization: true, calibration: false, caching: false, supportValid: true, supportIncrementalTrain: true);

    /// <summary>Trains, and measures a second data set after each epoch.</summary>
    /// <param name="trainData">The rows to train on.</param>
    /// <param name="validationData">
    /// Rows of the same columns; only early stopping and <see cref="LearningRateSchedule.ReduceOnPlateau"/> heed them.
    /// </param>
    /// <exception cref="ArgumentException">A column is missing, or is not of the type, or the length, that it must have.</exception>
    /// <exception cref="InvalidOperationException">
    /// The options name a validation set too, no row can be used, rows or networks do not fit in memory, or a checkpoint is another training's.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss or a weight became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">The options' token, or the context, cancelled training.</exception>
    /// <exception cref="IOException">
    /// A checkpoint cannot be read or written from the start, or later, as a <see cref="CheckpointFailedException"/>.
    /// </exception>
    public TTransformer Fit(IDataView trainData, IDataView validationData)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        ArgumentNullException.ThrowIfNull(validationData);
        CheckValidationColumns(validationData);
        return TrainTransformer(trainData, validationData);
    }

    /// <summary>Goes on from a trained model instead of from random weights; the optimizer starts afresh.</summary>
    /// <param name="trainData">The rows to train on.</param>
    /// <param name="modelParameters">What an earlier <c>Fit</c> returned as its transformer's <c>Model</c>; it stays as it is. Its layers must be these options'.</param>
    /// <exception cref="ArgumentException">The model is of another shape, or a column is missing or not as it must be.</exception>
    /// <exception cref="InvalidOperationException">
    /// The options have initial weights or pretrained layers too, no row can be used, rows do not fit in memory, or a checkpoint is another training's.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss or a weight became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">The options' token, or the context, cancelled training.</exception>
    /// <exception cref="IOException">
    /// A checkpoint cannot be read or written from the start, or later, as a <see cref="CheckpointFailedException"/>.
    /// </exception>
    public TTransformer Fit(IDataView trainData, TModel modelParameters)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        ArgumentNullException.ThrowIfNull(modelParameters);
        return TrainTransformer(trainData, initPredictor: (IPredictor)modelParameters);
    }

    /// <summary>The options that the trainer was made with.</summary>
    private protected ActivityRegularizedOptionsBase Options => _options.Values;

    /// <summary>The task.</summary>
    protected sealed override PredictionKind PredictionKind => _task.Kind;

    /// <summary>The columns that the trained model adds.</summary>
    protected sealed override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema) => _task.OutputColumns(inputSchema, LabelColumn);

    /// <summary>How many networks are trained.</summary>
    private protected virtual int MemberCount => 1;

    /// <summary>What share of the rows each of them sets aside by itself; 0 where rows are set aside for all, or none are.</summary>
    private protected virtual float MemberFraction => 0;

    /// <param name="networks">What was trained.</param>
    /// <param name="shift">What class weights did to their probabilities, where that is to be undone.</param>
    private protected abstract TModel CreateModel(IReadOnlyList<TrainedNetwork> networks, PriorShift? shift);

    /// <summary>Trains.</summary>
    /// <param name="channel">Where lines and warnings go.</param>
    /// <param name="requests">The networks.</param>
    /// <param name="data">The rows.</param>
    private protected virtual IReadOnlyList<TrainedNetwork> Train(IChannel channel, IReadOnlyList<TrainingRequest> requests, TrainingData data)
    {
        var result = _run.Run(channel, requests[0], data);
        new TrainingWarnings(channel).OfResult(result, requests[0].PenaltyOption);
        return [result.Network];
    }

    /// <summary>Runs trainings under ML.NET's eyes.</summary>
    private protected TrainingRun Runner => _run;

    /// <summary>Called by ML.NET's <c>Fit</c>.</summary>
    protected override TModel TrainModelCore(TrainContext trainContext)
    {
        using var channel = Host.Start("Training");
        var time = Options.StartTime();
        var columns = ColumnMarks.Of(trainContext.TrainingSet.Schema);
        var earlier = FindEarlierNetworks(trainContext.InitialPredictor, columns);
        var validationSet = FindValidationSet(trainContext, columns);
        var request = Prepare(channel, trainContext.TrainingSet, columns, earlier.FirstOrDefault());
        var warnings = new TrainingWarnings(channel);
        warnings.OfLayers(request.Plan);
        var (data, firstOutputs) = Read(channel, request, trainContext.TrainingSet, columns, validationSet, earlier.FirstOrDefault());
        var settings = Options.StepDefaults.Apply(request.Settings, data.Train.RowCount);
        request = LayerAdaptation.Of(request with { FirstOutputs = firstOutputs, Settings = settings, Time = time }, data.Train, _run.CheckAlive);
        if (request.Plan.Features.Count == null && request.Plan.FeatureMask == null)
            warnings.OfFeatures(data, request.Plan.ScalesFeatures, columns.Features, FeatureColumn.Name);
        if (request.Plan.FeatureMask is { } mask)
            warnings.OfTimesteps(TimestepRanges.Of(data.Train, mask, _run.CheckAlive), mask, FeatureColumn.Name, request.Plan.Features.Count != null);
        warnings.OfLastBatch(request.Plan, data.Train.RowCount, request.Settings.BatchSize);
        var requests = earlier.Length == 0 ? Enumerable.Repeat(request, MemberCount) : earlier.Select(network => request with { InitialWeights = network.Weights });
        var networks = TrainIfThereIsRoom(channel, [.. requests], data);
        return CreateModel([.. networks.Select(network => network with { Columns = columns.ToStore() })], FindPriorShift(channel, data.ClassWeights));
    }

    /// <exception cref="InvalidOperationException">There is too little memory.</exception>
    private IReadOnlyList<TrainedNetwork> TrainIfThereIsRoom(IChannel channel, IReadOnlyList<TrainingRequest> requests, TrainingData data)
    {
        try
        {
            return Train(channel, requests, data);
        }
        catch (OutOfMemoryException e)
        {
            var plan = requests[0].Plan;
            var weights = plan.Weights.Sum(weight => weight.Shape.Aggregate(1L, (size, side) => size * side));
            throw new InvalidOperationException(
                $"There is too little memory to train {Quantity.Of(requests.Count, "network")} of {weights} weights on {plan.InputSize} features, in batches of {requests[0].Settings.BatchSize} rows: "
                + "weights are kept with the optimizer's state and those of the best epoch. Fewer features or categories, narrower layers, a smaller batchSize or fewer members take less.", e);
        }
    }

    /// <summary>What can be refused before any row is read.</summary>
    private TrainingRequest Prepare(IChannel channel, RoleMappedData trainingSet, TrainingColumns columns, TrainedNetwork? earlier)
    {
        var loss = _task.CreateLoss(Options, trainingSet.Schema);
        trainingSet.CheckFeatureFloatVector(out var featureCount);
        var categories = CategoryRanges.Of(trainingSet.Schema.Feature!.Value);
        Rule.ThrowIfBroken([SeriesWindowRules.Of(Options.SeriesWindow, featureCount, columns.Features, categories, $"column \"{FeatureColumn.Name}\"")]);
        var plan = _options.Plan(featureCount, columns.Features.Dimensions, categories, loss, earlier?.Plan.Layers);
        var initialWeights = FindInitialWeights(plan, columns, earlier);
        if (Options.ClassWeights?.Problem(loss.ClassCount) is { } problem)
            throw new ArgumentException(problem);
        if (NetworkDescription.LayersProblem(plan.Layers) is { } lengthProblem)
            throw new ArgumentException(lengthProblem);
        var (engine, cudaDevice) = Devices.Choose(Host, channel, Options.Engine, TorchOnly.In(plan));
        var checkpoints = _options.FindCheckpoint();
        return new TrainingRequest
        {
            Plan = plan,
            Loss = loss,
            Settings = (checkpoints?.InForce(_options.Settings) ?? _options.Settings) with { Engine = engine },
            CudaDevice = cudaDevice,
            TorchThreads = Options.TorchThreads,
            InitialWeights = initialWeights,
            Augmentation = Options.Augmentation,
            Checkpoints = checkpoints,
        };
    }

    private (TrainingData Data, IReadOnlyList<float>? FirstOutputs) Read(
        IChannel channel, TrainingRequest request, RoleMappedData trainingSet, TrainingColumns columns, ValidationSet? validationSet,
        TrainedNetwork? earlier)
    {
        var reader = new TrainingSetReader(Host, channel, Options, request.Plan.Features, _run.CheckAlive);
        var settings = MemberFraction > 0 ? request.Settings with { ValidationFraction = 0 } : request.Settings;
        var (train, validation) = reader.ReadTrainingSet(trainingSet, settings, request.Loss.ClassCount);
        if (validationSet != null)
            validation = reader.ReadValidationSet(validationSet.Data, validationSet.Classes);
        var labels = train.SummarizeLabels(request.Loss.ClassCount);
        if (labels.WeightProblem($"column \"{Options.ExampleWeightColumnName}\"") is { } weightProblem)
            throw Host.Except(weightProblem);
        CheckLabels(labels, "training set");
        if (validation != null)
            CheckLabels(validation.SummarizeLabels(request.Loss.ClassCount), "validation set");
        _task.CheckLabels(channel, labels, columns.Label);
        if (Options.SeriesWindow != null)
            new TrainingWarnings(channel).OfWindows(labels);
        // Weights belong to the units they were trained in.
        var labelScales = earlier == null ? _task.FindLabelScales(Options, labels) : earlier.LabelScales;
        var data = TrainingData.Prepare(train, validation, labels, labelScales, request.Settings.ClassWeights?.For(labels.ClassWeights));
        return (data, _task.FindFirstOutputs(Options, labels, labelScales));
    }

    /// <exception cref="InvalidOperationException">There is a label that cannot be trained on.</exception>
    private void CheckLabels(LabelStatistics labels, string set)
    {
        if (_task.LabelProblem(Options, labels, $"{set}: column \"{LabelColumn.Name}\"") is { } problem)
            throw Host.Except(problem);
    }

    private PriorShift? FindPriorShift(IChannel channel, IReadOnlyList<float>? classWeights)
    {
        if (classWeights == null)
            return null;
        var shift = new PriorShift(classWeights);
        var isUndone = Options.CorrectPriors ?? (_task.CorrectsPriors && shift.CanBeUndone);
        channel.Info(isUndone
            ? "Probabilities are the data's: what classWeights did to them is undone."
            : "Probabilities are those of rows that weigh what classWeights make them; correctPriors would give the data's.");
        return isUndone ? shift : null;
    }
}
