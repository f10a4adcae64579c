using Microsoft.ML;

namespace ActReg.MLNet.Tests.Conformance;

/// <summary>Every option of the plugin's options classes. The layers are a dense one with ReLU and a penalty.</summary>
internal static class OptionCases
{
    private static readonly string Folder = Path.GetTempPath();

    public static IReadOnlyList<OptionCase> All { get; } =
    [
        new("LabelColumnName")
        {
            Valid = [options => options.LabelColumnName = "Other label"],
            Invalid = [(options => options.LabelColumnName = "", "labelColumnName must name a column; received \"\".")],
        },
        new("FeatureColumnName")
        {
            Valid = [options => options.FeatureColumnName = "Other features"],
            Invalid = [(options => options.FeatureColumnName = null!, "featureColumnName must name a column; received null.")],
        },
        new("ExampleWeightColumnName")
        {
            Valid = [options => options.ExampleWeightColumnName = "Weight", options => options.ExampleWeightColumnName = null],
            Invalid = [(options => options.ExampleWeightColumnName = " ", "exampleWeightColumnName must name a column; received \" \".")],
        },
        new("Layers")
        {
            Valid =
            [
                options => options.Layers = [],
                options => options.Layers = [Layer.BatchNorm(), Layer.Dense(2, Activation.Gelu()), Layer.Dropout(0.5f), Layer.LayerNorm()],
            ],
            Invalid =
            [
                (options => options.Layers = null!, "layers must be given; received null."),
                (options => options.Layers = [Layer.Dense(1), null!], "layers[1] must be given; received null."),
                (options => options.Layers = [Layer.Dense(1, Activation.Relu, ActivityRegularizer.KullbackLeibler())],
                    "layers[0] must end in Activation.Sigmoid for its KullbackLeibler activity regularizer, which is about rates from 0 to 1; "
                    + "received Relu."),
            ],
        },
        new("Epochs")
        {
            Valid = [options => options.Epochs = 1, options => options.Epochs = 5],
            Invalid = [(options => options.Epochs = 0, "epochs must be at least 1; received 0.")],
        },
        new("BatchSize")
        {
            Valid = [options => options.BatchSize = 1, options => options.BatchSize = 7, options => options.BatchSize = int.MaxValue],
            Invalid = [(options => options.BatchSize = -1, "batchSize must be at least 1; received -1.")],
        },
        new("LearningRate")
        {
            Valid = [options => options.LearningRate = float.Epsilon, options => options.LearningRate = 1],
            Invalid =
            [
                (options => options.LearningRate = 0, "learningRate must be finite and greater than 0; received 0."),
                (options => options.LearningRate = float.NaN, "learningRate must be finite and greater than 0; received NaN."),
            ],
        },
        new("LearningRateSchedule")
        {
            Valid =
            [
                options => options.LearningRateSchedule = LearningRateSchedule.Exponential(0.9),
                options => options.LearningRateSchedule = LearningRateSchedule.Cosine(0.1, warmUpEpochs: 1),
                options => options.LearningRateSchedule = LearningRateSchedule.OneCycle(),
                options => options.LearningRateSchedule = LearningRateSchedule.CosLog4(),
                options => options.LearningRateSchedule = LearningRateSchedule.FlatCosine(),
                options => options.LearningRateSchedule = LearningRateSchedule.ReduceOnPlateau(TrainingMetric.Loss),
            ],
            Invalid =
            [
                (options => options.LearningRateSchedule = LearningRateSchedule.ReduceOnPlateau(TrainingMetric.ValidationLoss),
                    "learningRateSchedule watches ValidationLoss, and there is no validation set: give one to Fit or in the options "
                    + "(validationSet, or validationFraction)."),
            ],
        },
        new("Optimizer")
        {
            Valid =
            [
                options => options.Optimizer = Optimizer.AdamW(0.01), options => options.Optimizer = Optimizer.Sgd(0.9, nesterov: true),
                options => options.Optimizer = Optimizer.RmsProp(centered: true),
            ],
            Invalid = [(options => options.Optimizer = null!, "optimizer must be given; received null.")],
        },
        new("GradientClipping")
        {
            Valid =
            [
                options => options.GradientClipping = GradientClipping.ByValue(0.1f), options => options.GradientClipping = GradientClipping.ByNorm(0.1f),
                options => options.GradientClipping = GradientClipping.ByGlobalNorm(0.1f),
            ],
        },
        new("KernelRegularizer") { Valid = [options => options.KernelRegularizer = KernelRegularizer.L1L2(1e-3f, 1e-3f)] },
        new("ActivityPenaltySchedule")
        {
            Valid =
            [
                options => options.ActivityPenaltySchedule = ActivityPenaltySchedule.WarmUp(1),
                options => options.ActivityPenaltySchedule = ActivityPenaltySchedule.TargetSparsity(0.5f),
                options => options.ActivityPenaltySchedule = ActivityPenaltySchedule.TargetActiveUnits(2),
            ],
            Invalid =
            [
                (options => (options.Layers, options.ActivityPenaltySchedule) = ([Layer.Dense(1)], ActivityPenaltySchedule.WarmUp(2)),
                    "activityPenaltySchedule must come with a layer that has an activity regularizer; received WarmUp(Epochs = 2)."),
            ],
        },
        new("Shuffle") { Valid = [options => options.Shuffle = false] },
        new("Seed") { Valid = [options => options.Seed = null, options => options.Seed = int.MinValue] },
        new("ValidationSet")
        {
            Valid = [options => options.ValidationSet = View(CheckedTask.Binary)],
            Invalid =
            [
                (options => (options.ValidationSet, options.ValidationFraction) = (View(CheckedTask.Binary), 0.25f),
                    "validationFraction must be 0 beside a validationSet; received 0.25."),
            ],
        },
        new("ValidationFraction")
        {
            Valid = [options => options.ValidationFraction = 0.25f],
            Invalid = [(options => options.ValidationFraction = 1, "validationFraction must be at least 0 and below 1; received 1.")],
        },
        new("ValidationRows")
        {
            Valid = [options => (options.ValidationFraction, options.ValidationRows) = (0.25f, ValidationRows.Last)],
            Invalid =
            [
                (options => options.ValidationRows = ValidationRows.Last, "validationRows must be left as it is without a validationFraction; received Last."),
                (options => (options.ValidationFraction, options.ValidationRows) = (0.25f, (ValidationRows)2), "validationRows must be one of Random, Last; received 2."),
            ],
        },
        new("SamplingKeyColumnName")
        {
            Valid = [options => (options.ValidationFraction, options.SamplingKeyColumnName) = (0.5f, "Name")],
            Invalid =
            [
                (options => options.SamplingKeyColumnName = "Name", "samplingKeyColumnName must be left out without a validationFraction; received \"Name\"."),
                (options => (options.ValidationFraction, options.SamplingKeyColumnName) = (0.5f, "Nothing"), "samplingKeyColumnName must name a column of the training set; received \"Nothing\"."),
                (options => (options.ValidationFraction, options.SamplingKeyColumnName, options.ValidationRows) = (0.5f, "Name", ValidationRows.Last), "samplingKeyColumnName must be left out where validationRows is Last; received \"Name\"."),
            ],
        },
        new("Augmentation")
        {
            Valid = [options => options.Augmentation = (features, random) => features[0] += random.NextSingle()],
            Invalid = [(options => options.Augmentation = (features, _) => features[0] = float.NaN, "augmentation: in epoch 1, features[0] must be finite; received NaN.")],
        },
        new("CorrectPriors")
        {
            Valid = [options => (options.ClassWeights, options.CorrectPriors) = (ClassWeights.Balanced, false)],
            Invalid =
            [
                (options => options.CorrectPriors = true, "correctPriors must be left out without classWeights; received True."),
                (options => (options.ClassWeights, options.CorrectPriors) = (ClassWeights.Of(0, 1), true),
                    "correctPriors must not be true where a class has weight 0; received True."),
            ],
        },
        new("ClassWeights")
        {
            Valid = [options => options.ClassWeights = ClassWeights.Balanced, options => options.ClassWeights = ClassWeights.Of(1, 2)],
            Invalid = [(options => options.ClassWeights = ClassWeights.Of(1, 2, 3), "classWeights must have 2 entries, one per class; received 3.")],
        },
        new("LabelSmoothing")
        {
            Valid = [options => options.LabelSmoothing = 0.1f],
            Invalid = [(options => options.LabelSmoothing = 1, "labelSmoothing must be at least 0 and below 1; received 1.")],
        },
        new("OutputInitializer") { Valid = [options => options.OutputInitializer = KernelInitializer.Zeros, options => options.OutputInitializer = KernelInitializer.HeNormal] },
        new("EarlyStopping")
        {
            Valid =
            [
                options => options.EarlyStopping = new EarlyStopping(TrainingMetric.Loss, patience: 1),
                options => (options.EarlyStopping, options.ValidationFraction) = (new EarlyStopping(restoreBestWeights: false), 0.25f),
            ],
            Invalid =
            [
                (options => options.EarlyStopping = new EarlyStopping(),
                    "earlyStopping watches ValidationDataLoss, and there is no validation set: give one to Fit or in the options "
                    + "(validationSet, or validationFraction)."),
            ],
        },
        new("OnEpochEnd") { Valid = [options => options.OnEpochEnd = epoch => epoch.Stop = true] },
        new("InitialWeights")
        {
            Valid = [options => options.InitialWeights = [new("k", [3, 4], new float[12]), new("b", [4], new float[4]), new("k", [4, 1], [1, 2, 3, 4]), new("b", [1], [5])]],
            Invalid =
            [
                (options => options.InitialWeights = [null!], "initialWeights[0] must have a shape and values; received null."),
                (options => options.InitialWeights = [new("k", [1], [float.NaN])], "initialWeights[0].values[0] must be finite; received NaN."),
            ],
        },
        new("PretrainedLayers")
        {
            Valid = [options => options.PretrainedLayers = PretrainedLayers.Of(Pretrained), Deeper],
            Invalid =
            [
                (options => (options.PretrainedLayers, options.Layers) = (PretrainedLayers.Of(Pretrained), []),
                    "layers must be at least 1, beginning with the pretrainedLayers; received 0."),
            ],
        },
        new("RegressionLoss")
        {
            Task = CheckedTask.Regression,
            Valid =
            [
                options => options.RegressionLoss = RegressionLoss.MeanAbsoluteError, options => options.RegressionLoss = RegressionLoss.Huber(2),
                options => options.RegressionLoss = RegressionLoss.Quantile(0.9f),
            ],
            Invalid =
            [
                (options => options.RegressionLoss = null!, "regressionLoss must be given; received null."),
                (options => options.RegressionLoss = RegressionLoss.Poisson,
                    $"training set: column \"Label\" must have labels of at least 0 for RegressionLoss.Poisson; received {LeastLabel}."),
                (options => options.RegressionLoss = RegressionLoss.Gamma,
                    $"training set: column \"Label\" must have labels above 0 for RegressionLoss.Gamma; received {LeastLabel}."),
            ],
        },
        new("Quantiles")
        {
            Task = CheckedTask.Quantiles,
            Valid = [options => options.Quantiles = [0.5f], options => options.Quantiles = [0.05f, 0.25f, 0.75f, 0.95f]],
            Invalid =
            [
                (options => options.Quantiles = null, "quantiles must be given; received null."),
                (options => options.Quantiles = [], "quantiles.Count must be at least 1; received 0."),
                (options => options.Quantiles = [0.5f, 1], "quantiles[1] must be above 0 and below 1; received 1."),
                (options => options.Quantiles = [0.5f, 0.25f], "quantiles[1] must be above 0.5, the one before; received 0.25."),
                (options => (options.Quantiles, options.RegressionLoss) = ([0.5f], RegressionLoss.Huber()),
                    "regressionLoss must be left as it is in quantile regression; received Huber(Delta = 1)."),
                (options => (options.Quantiles, options.ClassWeights) = ([0.5f], ClassWeights.Balanced),
                    $"classWeights must be left as it is in quantile regression; received {ClassWeights.Balanced}."),
            ],
        },
        new("BoundScores")
        {
            Task = CheckedTask.Regression,
            Valid = [options => options.BoundScores = true, options => options.BoundScores = false, options => (options.BoundScores, options.StandardizeLabels) = (true, false)],
        },
        new("SeriesWindow")
        {
            Task = CheckedTask.Regression,
            Valid =
            [
                options => options.SeriesWindow = SeriesWindow.All, options => options.SeriesWindow = SeriesWindow.Of(first: 1, count: 2),
                options => (options.SeriesWindow, options.BoundScores) = (SeriesWindow.Of(step: 2), true),
            ],
            Invalid =
            [
                (options => options.SeriesWindow = SeriesWindow.Of(first: 2),
                    "seriesWindow must be at least 2 of the 3 slots of column \"Features\", and none beyond; received SeriesWindow.Of(first: 2)."),
                (options => options.SeriesWindow = SeriesWindow.Of(count: 2, step: 3),
                    "seriesWindow must be at least 2 of the 3 slots of column \"Features\", and none beyond; received SeriesWindow.Of(first: 0, count: 2, step: 3)."),
                (options => (options.SeriesWindow, options.RegressionLoss) = (SeriesWindow.All, RegressionLoss.Poisson),
                    "seriesWindow must be left out beside Poisson, whose labels must not be below 0; received SeriesWindow.All."),
                (options => (options.SeriesWindow, options.Layers) = (SeriesWindow.All, [Layer.Embedding(4, 2), Layer.Flatten()]),
                    "layers[0] (Embedding) must be left out beside seriesWindow, which changes the values that it reads; received Embedding."),
            ],
        },
        new("StandardizeLabels") { Task = CheckedTask.Regression, Valid = [options => options.StandardizeLabels = false] },
        new("Engine")
        {
            Valid = [options => options.Engine = TrainingEngine.Fused, options => options.Engine = TrainingEngine.Torch],
            Invalid = [(options => options.Engine = (TrainingEngine)9, "engine must be one of Auto, Fused, Torch; received 9.")],
        },
        new("TorchThreads")
        {
            Valid = [options => options.TorchThreads = 1],
            Invalid = [(options => options.TorchThreads = 0, "torchThreads must be at least 1; received 0.")],
        },
        new("CacheInMemory") { Valid = [options => options.CacheInMemory = true, options => options.CacheInMemory = false] },
        new("CancellationToken") { Valid = [options => options.CancellationToken = new CancellationToken(canceled: false)] },
        new("TimeLimit")
        {
            Valid = [options => options.TimeLimit = TimeSpan.FromDays(1)],
            Invalid =
            [
                (options => options.TimeLimit = TimeSpan.Zero, "timeLimit must be greater than 0; received 00:00:00."),
                (options => (options.TimeLimit, options.CheckpointPath) = (TimeSpan.FromDays(1), NewPath()),
                    "timeLimit must be left out beside a checkpointPath, from which a training goes on as if it had never been interrupted; received 1.00:00:00."),
            ],
        },
        new("OnCancellation")
        {
            Valid = [options => options.OnCancellation = CancellationBehavior.KeepBest],
            Invalid = [(options => options.OnCancellation = (CancellationBehavior)2, "onCancellation must be one of Throw, KeepBest; received 2.")],
        },
        new("CheckpointPath")
        {
            Valid = [options => options.CheckpointPath = NewPath()],
            Invalid = [(options => options.CheckpointPath = Folder, $"checkpointPath must name a file; received \"{Folder}\".")],
        },
        new("CheckpointEpochs")
        {
            Valid = [options => (options.CheckpointPath, options.CheckpointEpochs) = (NewPath(), 1)],
            Invalid =
            [
                (options => options.CheckpointEpochs = 5, "checkpointEpochs must be left out without a checkpointPath; received 5."),
                (options => (options.CheckpointPath, options.CheckpointEpochs) = (NewPath(), 0), "checkpointEpochs must be at least 1; received 0."),
            ],
        },
        new("OnCheckpointFailure")
        {
            Valid = [options => (options.CheckpointPath, options.OnCheckpointFailure) = (NewPath(), CheckpointFailureBehavior.Throw)],
            Invalid =
            [
                (options => options.OnCheckpointFailure = (CheckpointFailureBehavior)2, "onCheckpointFailure must be one of Continue, Throw; received 2."),
            ],
        },
        new("InputShape")
        {
            Valid = [options => ((ActivityRegularizedNetworkOptions)options).InputShape = [3], Sequence],
            Invalid =
            [
                (options => ((ActivityRegularizedNetworkOptions)options).InputShape = [],
                    "inputShape must be [features], [timesteps, features] or [channels, height, width]; received []."),
                (options => ((ActivityRegularizedNetworkOptions)options).InputShape = [0], "inputShape must have dimensions of at least 1; received [0]."),
                (options => ((ActivityRegularizedNetworkOptions)options).InputShape = [4],
                    "inputShape must have 3 values, like column \"Features\"; received [4]."),
            ],
        },
    ];

    private static float LeastLabel => CheckedRows.Create(CheckedTask.Regression).Rows.Min(row => row.Label);

    /// <summary>Rows with all columns that are named here.</summary>
    public static IDataView View(CheckedTask task)
    {
        var view = CheckedRows.Create(task).ToView();
        var transforms = new MLContext().Transforms;
        return transforms.CopyColumns("Other label", "Label").Append(transforms.CopyColumns("Other features", "Features")).Fit(view).Transform(view);
    }

    private static MulticlassNetworkModelParameters Pretrained =>
        Networks.Random(3, [Layer.Dense(4, Activation.Relu), Layer.Dense(7)], new Random(1)).ToModel();

    private static void Deeper(ActivityRegularizedOptionsBase options)
    {
        options.PretrainedLayers = PretrainedLayers.Of(Pretrained);
        options.Layers = [.. options.Layers, Layer.Dense(2)];
    }

    private static void Sequence(ActivityRegularizedOptionsBase options)
    {
        ((ActivityRegularizedNetworkOptions)options).InputShape = [3, 1];
        options.Layers = [Layer.Dense(2, Activation.Tanh, ActivityRegularizer.L2()), Layer.Flatten()];
    }

    // Deleted when training has ended.
    private static string NewPath() => Path.Combine(Folder, $"actreg-{Guid.NewGuid():N}.checkpoint");
}
