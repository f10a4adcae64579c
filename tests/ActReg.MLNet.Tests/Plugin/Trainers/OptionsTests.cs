using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>What a trainer refuses to be made with, and that it owns what it was made with.</summary>
[TestClass]
public sealed class OptionsTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    public static IEnumerable<object[]> Invalid =>
    [
        Case("labelColumnName must name a column; received null.", options => options.LabelColumnName = null!),
        Case("labelColumnName must name a column; received \"\".", options => options.LabelColumnName = ""),
        Case("featureColumnName must name a column; received null.", options => options.FeatureColumnName = null!),
        Case("featureColumnName must name a column; received \" \".", options => options.FeatureColumnName = " "),
        Case("exampleWeightColumnName must name a column; received \"\".", options => options.ExampleWeightColumnName = ""),
        Case("layers must be given; received null.", options => options.Layers = null!),
        Case("layers[1] must be given; received null.", options => options.Layers = [Layer.Dense(1), null!]),
        Case("epochs must be at least 1; received 0.", options => options.Epochs = 0),
        Case("batchSize must be at least 1; received 0.", options => options.BatchSize = 0),
        Case("batchSize must be at least 1; received -2147483648.", options => options.BatchSize = int.MinValue),
        Case("learningRate must be finite and greater than 0; received 0.", options => options.LearningRate = 0),
        Case("learningRate must be finite and greater than 0; received -0.5.", options => options.LearningRate = -0.5f),
        Case("learningRate must be finite and greater than 0; received NaN.", options => options.LearningRate = float.NaN),
        Case("learningRate must be finite and greater than 0; received Infinity.", options => options.LearningRate = float.PositiveInfinity),
        Case("optimizer must be given; received null.", options => options.Optimizer = null!),
        Case("engine must be one of Auto, Fused, Torch; received 9.", options => options.Engine = (TrainingEngine)9),
        Case("onCancellation must be one of Throw, KeepBest; received 2.",
            options => options.OnCancellation = (CancellationBehavior)2),
        Case("checkpointPath must name a file; received \"\".", options => options.CheckpointPath = ""),
        Case("checkpointPath must name a file; received \" \".", options => options.CheckpointPath = " "),
        Case($"checkpointPath must name a file; received \"{Path.GetTempPath()}\".",
            options => options.CheckpointPath = Path.GetTempPath()),
        Case("checkpointPath must be in a folder that exists; received \"no such folder/file\".",
            options => options.CheckpointPath = "no such folder/file"),
        Case("checkpointEpochs must be left out without a checkpointPath; received 5.", options => options.CheckpointEpochs = 5),
        Case("checkpointEpochs must be at least 1; received 0.", options =>
        {
            options.CheckpointPath = "file";
            options.CheckpointEpochs = 0;
        }),
        Case("engine must be Auto or Torch with the custom activity regularizer \"mine\"; received Fused.", options =>
        {
            options.Layers = [Layer.Dense(1, activityRegularizer: ActivityRegularizer.Custom("mine", a => a.sum(1)))];
            options.Engine = TrainingEngine.Fused;
        }),
        Case("layers[0] must end in Activation.Sigmoid for its KullbackLeibler activity regularizer, "
            + "which is about rates from 0 to 1; received Relu.",
            options => options.Layers = [Layer.Dense(1, Activation.Relu, ActivityRegularizer.KullbackLeibler())]),
        Case("layers[1] must end in Activation.Sigmoid for its KullbackLeibler activity regularizer, "
            + "which is about rates from 0 to 1; received Tanh.",
            options => options.Layers =
            [
                Layer.Dense(1, Activation.Sigmoid, ActivityRegularizer.KullbackLeibler()),
                Layer.Activation(Activation.Tanh, ActivityRegularizer.KullbackLeibler()),
            ]),
        Case("activityPenaltySchedule must come with a layer that has an activity regularizer; "
            + "received WarmUp(Epochs = 2).", options =>
        {
            options.Layers = [Layer.Dense(1)];
            options.ActivityPenaltySchedule = ActivityPenaltySchedule.WarmUp(2);
        }),
        Case("layers[0] must end in Activation.Relu for a penalty schedule that counts zeros; "
            + "received Linear.", options =>
        {
            options.Layers = [Layer.Dense(1, activityRegularizer: ActivityRegularizer.L1()), Layer.Activation(Activation.Relu)];
            options.ActivityPenaltySchedule = ActivityPenaltySchedule.TargetActiveUnits(1);
        }),
        Case("activityPenaltySchedule must ask for fewer active units than the 16 of each layer that it steers; "
            + "received TargetActiveUnits(Units = 16).", options =>
        {
            options.Layers = [Layer.Dense(16, Activation.Relu, ActivityRegularizer.L1())];
            options.ActivityPenaltySchedule = ActivityPenaltySchedule.TargetActiveUnits(16);
        }),
        Case("layers[1] must end in Activation.Relu for a penalty schedule that counts zeros; "
            + "received LeakyRelu(NegativeSlope = 0.3).", options =>
        {
            options.Layers =
            [
                Layer.Activation(Activation.LeakyRelu(0), ActivityRegularizer.L1()),
                Layer.Dense(1, Activation.LeakyRelu(), ActivityRegularizer.L1()), Layer.Dense(1),
            ];
            options.ActivityPenaltySchedule = ActivityPenaltySchedule.TargetSparsity(0.5f);
        }),
        Case("initialWeights[0] must have a shape and values; received null.", options => options.InitialWeights = [null!]),
        Case("initialWeights[0] must have a shape and values; received null.",
            options => options.InitialWeights = [new WeightTensor("kernel", null!, [])]),
        Case("initialWeights[0] must have a shape and values; received null.",
            options => options.InitialWeights = [new WeightTensor("kernel", [], null!)]),
        Case("initialWeights[1].values[1] must be finite; received NaN.", options => options.InitialWeights =
            [new WeightTensor("kernel", [1, 1], [0]), new WeightTensor("bias", [2], [0, float.NaN])]),
    ];

    public static IEnumerable<object[]> InvalidArguments =>
    [
        [nameof(TooFewUnits), "hiddenUnits[1] must be at least 1; received 0."],
        [nameof(UnknownPlacement), "placement must be one of PostActivation, PreActivation; received 7."],
        [nameof(TooFewEpochs), "epochs must be at least 1; received 0."],
        [nameof(TooSmallBatches), "batchSize must be at least 1; received 0."],
        [nameof(NoRate), "learningRate must be finite and greater than 0; received 0."],
        [nameof(NoLabel), "labelColumnName must name a column; received \"\"."],
    ];

    [TestMethod]
    [DynamicData(nameof(Invalid))]
    public void Invalid_option_is_refused_by_name(string message, Action<ActivityRegularizedMlpOptions> spoil)
    {
        var options = TinyTraining.Options();
        spoil(options);
        Assert.AreEqual(message, Assert.Throws<ArgumentException>(() => TinyTraining.Trainer(_mlContext, options)).Message);
    }

    [TestMethod]
    [DynamicData(nameof(InvalidArguments))]
    public void Invalid_argument_of_the_simple_overload_is_refused_by_name(string make, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => make switch
        {
            nameof(TooFewUnits) => TooFewUnits(),
            nameof(UnknownPlacement) => UnknownPlacement(),
            nameof(TooFewEpochs) => TooFewEpochs(),
            nameof(TooSmallBatches) => TooSmallBatches(),
            nameof(NoRate) => NoRate(),
            _ => NoLabel(),
        });
        Assert.AreEqual(message, error.Message);
    }

    [TestMethod]
    public void All_invalid_options_are_named_at_once()
    {
        var options = new ActivityRegularizedMlpOptions { Epochs = -1, BatchSize = 0, LearningRate = float.NaN, FeatureColumnName = "" };
        var error = Assert.Throws<ArgumentException>(() => TinyTraining.Trainer(_mlContext, options));
        TinyTraining.AreEqual(
            [
                "featureColumnName must name a column; received \"\".",
                "epochs must be at least 1; received -1.",
                "batchSize must be at least 1; received 0.",
                "learningRate must be finite and greater than 0; received NaN.",
            ],
            error.Message.Split(Environment.NewLine));
    }

    [TestMethod]
    public void All_invalid_arguments_are_named_at_once()
    {
        var error = Assert.Throws<ArgumentException>(() => _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(
            labelColumnName: "", hiddenUnits: [0, -1], epochs: 0));
        TinyTraining.AreEqual(
            [
                "labelColumnName must name a column; received \"\".",
                "hiddenUnits[0] must be at least 1; received 0.",
                "hiddenUnits[1] must be at least 1; received -1.",
                "epochs must be at least 1; received 0.",
            ],
            error.Message.Split(Environment.NewLine));
    }

    [TestMethod]
    public void Null_options_and_catalogs_are_refused()
    {
        Assert.ThrowsExactly<ArgumentNullException>(
            () => _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp((ActivityRegularizedMlpOptions)null!));
        Assert.ThrowsExactly<ArgumentNullException>(
            () => ((BinaryClassificationCatalog.BinaryClassificationTrainers)null!).ActivityRegularizedMlp());
    }

    [TestMethod]
    public void Nulls_of_the_simple_overload_are_its_defaults()
    {
        var trainer = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(
            exampleWeightColumnName: null, hiddenUnits: null, activityRegularizer: null, epochs: 1);
        var network = trainer.Fit(TinyTraining.Circles(_mlContext)).Network();
        TinyTraining.AreEqual<Layer>([Layer.Dense(256, Activation.Relu), Layer.Dense(1)], network.Layers);
    }

    [TestMethod]
    public void Both_overloads_have_the_documented_defaults()
    {
        var trainers = _mlContext.BinaryClassification.Trainers;
        ActivityRegularizedBinaryTrainer[] both =
            [trainers.ActivityRegularizedMlp(), trainers.ActivityRegularizedMlp(new ActivityRegularizedMlpOptions())];
        foreach (var trainer in both)
        {
            var network = trainer.Fit(TinyTraining.Circles(_mlContext)).Network();
            TinyTraining.AreEqual<Layer>([Layer.Dense(256, Activation.Relu), Layer.Dense(1)], network.Layers);
            Assert.AreEqual(200, network.TrainingSettings.Epochs);
        }
    }

    [TestMethod]
    public void Options_are_copied_when_the_trainer_is_made()
    {
        var data = TinyTraining.Circles(_mlContext);
        var start = TinyTraining.Fit().Network().GetWeights();
        var layers = TinyTraining.Options().Layers.ToList();
        var options = TinyTraining.Options();
        options.Layers = layers;
        options.InitialWeights = start;
        var trainer = TinyTraining.Trainer(_mlContext, options);
        var expected = trainer.Fit(data);

        layers.Insert(0, Layer.Dense(7));
        Array.Fill(start[0].Values, 9);
        start[0].Shape[0] = 9;
        options.LabelColumnName = options.FeatureColumnName = options.ExampleWeightColumnName = "nowhere";
        options.Layers = [];
        options.Epochs = 77;
        options.BatchSize = 1;
        options.LearningRate = 1;
        options.LearningRateSchedule = LearningRateSchedule.Cosine();
        options.Optimizer = Optimizer.Sgd();
        options.GradientClipping = GradientClipping.ByValue(1e-3f);
        options.KernelRegularizer = KernelRegularizer.L2();
        options.Shuffle = false;
        options.Seed = 8;
        options.ValidationSet = data;
        options.OnEpochEnd = _ => throw new NotSupportedException();
        options.InitialWeights = null;
        options.Engine = TrainingEngine.Torch;
        options.CancellationToken = new CancellationToken(canceled: true);
        var found = trainer.Fit(data);

        TinyTraining.AreEqual(expected.AllWeights(), found.AllWeights());
        TinyTraining.AreEqual(expected.Network().History, found.Network().History);
        Assert.AreEqual(expected.Network().TrainingSettings, found.Network().TrainingSettings);
    }

    [TestMethod]
    public void The_model_tells_how_it_was_trained()
    {
        var settings = TinyTraining.Fit().Network().TrainingSettings;
        Assert.AreEqual(
            new TrainingSettings
            {
                Epochs = TinyTraining.EpochCount,
                BatchSize = 16,
                LearningRate = 0.02f,
                Shuffle = true,
                Seed = 5,
                Engine = TrainingEngine.Fused,
            },
            settings);
    }

    [TestMethod]
    public void The_model_tells_how_its_weights_were_updated()
    {
        var options = TinyTraining.Options();
        options.Optimizer = Optimizer.Sgd(0.9, nesterov: true);
        options.LearningRateSchedule = LearningRateSchedule.OneCycle();
        options.GradientClipping = GradientClipping.ByNorm(2);
        var settings = TinyTraining.Fit(options).Network().TrainingSettings;
        Assert.AreEqual(options.Optimizer, settings.Optimizer);
        Assert.AreEqual(options.LearningRateSchedule, settings.LearningRateSchedule);
        Assert.AreEqual(options.GradientClipping, settings.GradientClipping);
    }

    private ActivityRegularizedBinaryTrainer TooFewUnits() =>
        _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(hiddenUnits: [1, 0]);

    private ActivityRegularizedBinaryTrainer UnknownPlacement() =>
        _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(placement: (ActivityPlacement)7);

    private ActivityRegularizedBinaryTrainer TooFewEpochs() =>
        _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(epochs: 0);

    private ActivityRegularizedBinaryTrainer TooSmallBatches() =>
        _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(batchSize: 0);

    private ActivityRegularizedBinaryTrainer NoRate() =>
        _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(learningRate: 0);

    private ActivityRegularizedBinaryTrainer NoLabel() =>
        _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(labelColumnName: "");

    private static object[] Case(string message, Action<ActivityRegularizedMlpOptions> spoil) => [message, spoil];
}
