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
    private readonly CheckedOptions _options;
    private readonly TrainingRun _run;

    private protected NetworkTrainerBase(IHostEnvironment env, string name, CheckedOptions options, SchemaShape.Column label)
        : base(
            env.Register(name), TrainerUtils.MakeR4VecFeature(options.Values.FeatureColumnName), label,
            TrainerUtils.MakeR4ScalarWeightColumn(options.Values.ExampleWeightColumnName))
    {
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
    /// The options name a validation set too, no row can be used, rows do not fit in memory, or a checkpoint is another training's.
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

    /// <summary>What the network's outputs are judged by, which says how many there are.</summary>
    private protected abstract Loss CreateLoss(RoleMappedSchema schema);

    /// <param name="network">What was trained.</param>
    /// <param name="shift">What class weights did to its probabilities, where that is to be undone.</param>
    private protected abstract TModel CreateModel(TrainedNetwork network, PriorShift? shift);

    /// <summary>Called by ML.NET's <c>Fit</c>.</summary>
    protected override TModel TrainModelCore(TrainContext trainContext)
    {
        using var channel = Host.Start("Training");
        var columns = ColumnMarks.Of(trainContext.TrainingSet.Schema);
        var earlier = FindEarlierNetwork(trainContext.InitialPredictor, columns);
        var validationSet = FindValidationSet(trainContext, columns);
        var request = Prepare(channel, trainContext.TrainingSet, columns, earlier);
        var warnings = new TrainingWarnings(channel);
        warnings.OfLayers(request.Plan);
        var (data, firstOutputs) = Read(channel, request, trainContext.TrainingSet, columns, validationSet, earlier);
        request = request with { FirstOutputs = firstOutputs };
        if (request.Plan.FeatureValueCount == null && request.Plan.FeatureMask == null)
            warnings.OfFeatures(data, columns.Features, FeatureColumn.Name);
        if (request.Plan.FeatureMask is { } mask)
            warnings.OfTimesteps(TimestepRanges.Of(data.Train, mask, _run.CheckAlive), mask, FeatureColumn.Name, request.Plan.FeatureValueCount != null);
        warnings.OfLastBatch(request.Plan, data.Train.RowCount, request.Settings.BatchSize);
        var result = _run.Run(channel, request, data);
        warnings.OfResult(result, request.PenaltyOption);
        return CreateModel(result.Network with { Columns = columns.ToStore() }, FindPriorShift(channel, data.ClassWeights));
    }

    /// <summary>What can be refused before any row is read.</summary>
    private TrainingRequest Prepare(IChannel channel, RoleMappedData trainingSet, TrainingColumns columns, TrainedNetwork? earlier)
    {
        var loss = CreateLoss(trainingSet.Schema);
        trainingSet.CheckFeatureFloatVector(out var featureCount);
        var plan = _options.Plan(featureCount, columns.Features.Dimensions, loss.OutputCount);
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
            InitialWeights = initialWeights,
            Augmentation = Options.Augmentation,
            Checkpoints = checkpoints,
        };
    }

    private (TrainingData Data, IReadOnlyList<float>? FirstOutputs) Read(
        IChannel channel, TrainingRequest request, RoleMappedData trainingSet, TrainingColumns columns, ValidationSet? validationSet,
        TrainedNetwork? earlier)
    {
        var reader = new TrainingSetReader(Host, channel, Options, request.Plan.FeatureValueCount, _run.CheckAlive);
        var (train, validation) = reader.ReadTrainingSet(trainingSet, request.Settings, request.Loss.ClassCount);
        if (validationSet != null)
            validation = reader.ReadValidationSet(validationSet.Data, validationSet.Classes);
        var labels = train.SummarizeLabels(request.Loss.ClassCount);
        if (labels.WeightProblem($"column \"{Options.ExampleWeightColumnName}\"") is { } weightProblem)
            throw Host.Except(weightProblem);
        CheckLabels(labels, "training set");
        if (validation != null)
            CheckLabels(validation.SummarizeLabels(request.Loss.ClassCount), "validation set");
        CheckLabels(channel, labels, columns.Label);
        // Weights belong to the units they were trained in.
        var labelScales = earlier == null ? FindLabelScales(labels) : earlier.LabelScales;
        var data = TrainingData.Prepare(train, validation, labels, labelScales, request.Settings.ClassWeights?.For(labels.ClassWeights));
        return (data, FindFirstOutputs(labels, labelScales));
    }

    /// <exception cref="InvalidOperationException">There is a label that cannot be trained on.</exception>
    private void CheckLabels(LabelStatistics labels, string set)
    {
        if (LabelProblem(labels, $"{set}: column \"{LabelColumn.Name}\"") is { } problem)
            throw Host.Except(problem);
    }

    private PriorShift? FindPriorShift(IChannel channel, IReadOnlyList<float>? classWeights)
    {
        if (classWeights == null)
            return null;
        var shift = new PriorShift(classWeights);
        var isUndone = Options.CorrectPriors ?? (CorrectsPriors && shift.CanBeUndone);
        channel.Info(isUndone
            ? "Probabilities are the data's: what classWeights did to them is undone."
            : "Probabilities are those of rows that weigh what classWeights make them; correctPriors would give the data's.");
        return isUndone ? shift : null;
    }

    /// <summary>Whether class weights' effect on probabilities is undone where the options leave it open.</summary>
    private protected virtual bool CorrectsPriors => false;

    /// <summary>Warns of labels that train, but to little use.</summary>
    /// <param name="channel">Where warnings go.</param>
    /// <param name="labels">Those of the rows to train on.</param>
    /// <param name="marks">What their column says of itself.</param>
    private protected virtual void CheckLabels(IChannel channel, LabelStatistics labels, LabelMarks marks)
    {
    }

    /// <summary>How the labels are to be standardized; null to train on them as they are.</summary>
    private protected virtual LabelScales? FindLabelScales(LabelStatistics labels) => null;

    /// <summary>What the output layer's biases begin as; null for zeros.</summary>
    /// <param name="labels">The labels of the rows to train on.</param>
    /// <param name="scales">How they are standardized.</param>
    private protected virtual IReadOnlyList<float>? FindFirstOutputs(LabelStatistics labels, LabelScales? scales) => null;

    /// <summary>Why labels cannot be trained on, finite as they are; <see langword="null"/> where they can.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="column">What their column is called in the message.</param>
    private protected virtual string? LabelProblem(LabelStatistics labels, string column) => null;

    /// <param name="channel">Where the warning goes.</param>
    /// <param name="labels">The labels of the rows to train on.</param>
    /// <param name="show">A label as users know it.</param>
    private protected static void WarnIfAllTheSame(IChannel channel, LabelStatistics labels, Func<float, object> show)
    {
        if (labels.OnlyLabel is { } label)
        {
            channel.Warning(
                "All {0} rows of the training set have the label {1}; the model will hardly predict another.",
                labels.Count, show(label));
        }
    }
}
