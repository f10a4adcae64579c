using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>What the trainers of all tasks share: from ML.NET's data to a trained network.</summary>
/// <typeparam name="TTransformer">What <c>Fit</c> returns.</typeparam>
/// <typeparam name="TModel">The model inside it.</typeparam>
public abstract class NetworkTrainerBase<TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected NetworkTrainerBase(IHostEnvironment env, string name, TrainerOptions options, SchemaShape.Column label)
        : base(
            env.Register(name), TrainerUtils.MakeR4VecFeature(options.FeatureColumnName), label,
            TrainerUtils.MakeR4ScalarWeightColumn(options.ExampleWeightColumnName))
    {
        Options = options;
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
    /// The options name a validation set too, no row can be used, or a checkpoint is another training's.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss or a weight became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">The options' token, or the context, cancelled training.</exception>
    /// <exception cref="IOException">A checkpoint cannot be read, written or deleted.</exception>
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
    /// The options have initial weights too, no row can be used, or a checkpoint is another training's.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss or a weight became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">The options' token, or the context, cancelled training.</exception>
    /// <exception cref="IOException">A checkpoint cannot be read, written or deleted.</exception>
    public TTransformer Fit(IDataView trainData, TModel modelParameters)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        ArgumentNullException.ThrowIfNull(modelParameters);
        return TrainTransformer(trainData, initPredictor: (IPredictor)modelParameters);
    }

    private protected TrainerOptions Options { get; }

    /// <summary>What the network's outputs are judged by, which says how many there are.</summary>
    private protected abstract Loss CreateLoss(RoleMappedSchema schema);

    private protected abstract TModel CreateModel(TrainedNetwork network);

    /// <summary>Called by ML.NET's <c>Fit</c>.</summary>
    protected override TModel TrainModelCore(TrainContext trainContext)
    {
        using var channel = Host.Start("Training");
        // What can be refused before any row is read.
        var loss = CreateLoss(trainContext.TrainingSet.Schema);
        var layers = Options.WithOutputLayer(loss.OutputCount);
        trainContext.TrainingSet.CheckFeatureFloatVector(out var featureCount);
        var input = Options.InputOf(featureCount);
        var earlier = FindEarlierNetwork(trainContext.InitialPredictor);
        var initialWeights = earlier?.Weights ?? Options.InitialWeights;
        var plan = NetworkTraining.Plan(input, layers, initialWeights, earlier == null ? "initialWeights" : "modelParameters");
        var validationData = FindValidationSet(trainContext);
        if (Options.Settings.ClassWeights?.Problem(loss.ClassCount) is { } problem)
            throw new ArgumentException(problem);
        var (engine, cudaDevice) = Devices.Choose(Host, channel, Options.Settings.Engine, TorchOnly.In(plan));
        var settings = Options.Settings with { Engine = engine };
        var checkpoint = Options.Checkpoints == null ? null : CheckpointFile.Read(Options.Checkpoints.Path);
        settings = Options.Checkpoints?.InForce(settings, checkpoint) ?? settings;

        var reader = new TrainingSetReader(
            channel, Options.CacheInMemory, Options.StreamingSizes, withChecksums: Options.Checkpoints != null, plan.FeatureValueCount,
            CheckAlive);
        var (train, validation) = reader.ReadTrainingSet(trainContext.TrainingSet, settings, loss.ClassCount);
        if (validationData != null)
            validation = reader.ReadValidationSet(validationData);
        var labels = train.SummarizeLabels(loss.ClassCount);
        CheckLabels(channel, labels);
        // Weights belong to the units they were trained in.
        var labelScale = earlier == null ? FindLabelScale(labels) : earlier.LabelScale;
        var data = TrainingData.Prepare(train, validation, labelScale, settings.ClassWeights?.For(labels));

        using var progress = new TrainingProgress(channel, Host.StartProgressChannel("Training"), settings.Epochs);
        var control = new TrainingControl
        {
            EndEpoch = metrics => EndEpoch(progress, metrics),
            CheckAlive = CheckAlive,
            OnCancellation = Options.OnCancellation,
        };
        var result = NetworkTraining.Run(
            plan, loss, data, settings, cudaDevice, initialWeights, control, Options.Checkpoints, checkpoint);
        if (result.IsCancelled)
        {
            channel.Warning(
                "Training was cancelled in epoch {0} of {1}; the model is the best so far.",
                result.History.Count + 1, settings.Epochs);
        }
        else
        {
            channel.Info(
                "Trained {0} epochs on {1} rows; the last epoch's loss was {2}.",
                result.History.Count, data.Train.RowCount, result.History[^1].Loss);
        }

        return CreateModel(new TrainedNetwork(input, layers, result.Weights, result.History, settings, data.LabelScale));
    }

    /// <summary>Warns of labels that train, but to little use.</summary>
    private protected virtual void CheckLabels(IChannel channel, LabelStatistics labels)
    {
    }

    /// <summary>How the labels are to be standardized; null to train on them as they are.</summary>
    private protected virtual LabelScale? FindLabelScale(LabelStatistics labels) => null;

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

    private TrainedNetwork? FindEarlierNetwork(IPredictor? predictor)
    {
        if (predictor == null)
            return null;
        if (Options.InitialWeights != null)
            throw Host.Except("Fit was given a model to go on from, and the options have initialWeights; only one of the two may be.");
        var inner = (predictor as IWeaklyTypedCalibratedModelParameters)?.WeaklyTypedSubModel ?? predictor;
        return inner is IHasTrainedNetwork { Network: var network }
            ? network
            : throw new ArgumentException(Rule.Broken("modelParameters", "must be a network of this plugin", predictor.GetType().Name));
    }

    private RoleMappedData? FindValidationSet(TrainContext context)
    {
        if (Options.ValidationSet != null && context.ValidationSet != null)
            throw Host.Except("Fit was given a validation set, and so were the options (validationSet); only one of the two may be.");
        if (Options.Settings.ValidationFraction > 0 && context.ValidationSet != null)
            throw Host.Except("Fit was given a validation set, and the options have a validationFraction; only one of the two may be.");
        var data = context.ValidationSet;
        if (Options.ValidationSet != null)
        {
            CheckValidationColumns(Options.ValidationSet);
            data = MakeRoles(Options.ValidationSet);
        }

        if (data != null)
        {
            CheckSameTypes(context.TrainingSet, data);
            return data;
        }

        foreach (var (option, metric) in WatchedFigure.Of(Options.Settings.EarlyStopping, Options.Settings.LearningRateSchedule))
        {
            if (metric.IsOfValidation() && Options.Settings.ValidationFraction == 0)
            {
                throw Host.Except(
                    $"{option} watches {metric}, and there is no validation set: give one to Fit or in the options " +
                    "(validationSet, or validationFraction).");
            }
        }

        return null;
    }

    /// <summary>Refuses wrong columns as ML.NET does, but says which set has them.</summary>
    private void CheckValidationColumns(IDataView validationSet)
    {
        try
        {
            GetOutputSchema(SchemaShape.Create(validationSet.Schema));
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"validation set: {e.Message}", e);
        }
    }

    /// <summary>Refuses what a column's shape does not show: another number of features, or of keys.</summary>
    private void CheckSameTypes(RoleMappedData train, RoleMappedData validation)
    {
        var (expectedLabel, foundLabel) = (train.Schema.Label!.Value.Type, validation.Schema.Label!.Value.Type);
        if (!foundLabel.Equals(expectedLabel))
        {
            throw new ArgumentException(Rule.Broken(
                $"validation set: column \"{LabelColumn.Name}\"", $"must be of type {expectedLabel}, like the training set's", foundLabel));
        }

        train.CheckFeatureFloatVector(out var expected);
        validation.CheckFeatureFloatVector(out var found);
        if (found != expected)
        {
            throw new ArgumentException(Rule.Broken(
                $"validation set: column \"{FeatureColumn.Name}\"", $"must have {expected} values, like the training set's", found));
        }
    }

    private bool EndEpoch(TrainingProgress progress, EpochMetrics metrics)
    {
        progress.Report(metrics);
        if (Options.OnEpochEnd == null)
            return true;
        var epoch = new EpochEnd(metrics);
        Options.OnEpochEnd(epoch);
        return !epoch.Stop;
    }

    private void CheckAlive()
    {
        Options.CancellationToken.ThrowIfCancellationRequested();
        Host.CheckAlive();
    }
}
