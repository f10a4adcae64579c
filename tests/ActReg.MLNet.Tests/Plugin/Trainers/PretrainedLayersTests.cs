using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>What one network learned, as another's first layers: their weights are taken over, and the others drawn as they always are.</summary>
[TestClass]
public sealed class PretrainedLayersTests : IDisposable
{
    private const int Classes = 10;
    private const float NoRate = 1e-20f;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Ten classes, then two, and a number: the same as a training from weights that a test puts together.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void A_network_of_ten_classes_serves_other_tasks(TrainingEngine engine)
    {
        var ten = FitTen();
        var before = ten.Model.GetWeights();
        WeightTensor[] hidden = [.. before.SkipLast(2)];
        var options = Options(engine);
        var circles = TinyTraining.Circles(_mlContext);
        AssertSame<float>(PretrainedLayers.Of(ten), hidden, options, changed => TinyTraining.Trainer(_mlContext, changed).Fit(circles).Model.SubModel);

        options.LabelColumnName = "Value";
        AssertSame<float>(
            PretrainedLayers.Of(ten.Model), hidden, options, changed => _mlContext.Regression.Trainers.ActivityRegularizedMlp(changed).Fit(Points()).Model);
        TinyTraining.AreEqual(before.Flat(), ten.Model.GetWeights().Flat());
    }

    [TestMethod]
    public void A_network_of_two_classes_serves_for_ten()
    {
        var two = TinyTraining.Fit(Options()).Network();
        AssertSame<VBuffer<float>>(
            PretrainedLayers.Of(two), [.. two.GetWeights().SkipLast(2)], Options(),
            changed => _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(changed).Fit(Points()).Model);
    }

    /// <summary>Those before a layer that the user names; what stands after it in the options is new.</summary>
    [TestMethod]
    public void Layers_may_be_left_out_at_the_end_and_others_follow()
    {
        var ten = FitTen();
        var options = Options();
        options.Layers = [options.Layers[0], Layer.Dense(3, Activation.Relu), Layer.Dense(2)];
        var first = PretrainedLayers.Of(ten.Model, lastLayer: "dense");
        Assert.AreEqual((1, 2), (first.Count, PretrainedLayers.Of(ten.Model).Count));
        AssertSame<float>(first, [.. ten.Model.GetWeights().Take(2)], options, changed => TinyTraining.Fit(changed).Network());
    }

    /// <summary>Frozen, they are what HiddenActivations makes of the features, and what follows learns the same on those.</summary>
    [TestMethod]
    public void Frozen_they_only_make_features()
    {
        var ten = FitTen();
        var circles = TinyTraining.Circles(_mlContext);
        var options = Options();
        options.PretrainedLayers = PretrainedLayers.Of(ten);
        options.Layers = [.. ten.Model.Layers.SkipLast(1).Select(layer => layer.Frozen()), Layer.Dense(6, Activation.Tanh)];
        var found = TinyTraining.Fit(options).Network();

        var features = _mlContext.Transforms.HiddenActivations("Hidden", "Features", ten).Fit(circles).Transform(circles);
        var onTop = Options();
        onTop.FeatureColumnName = "Hidden";
        onTop.Layers = [Layer.Dense(6, Activation.Tanh)];
        onTop.InitialWeights = [.. Weights.Initialize(found.Network.Plan, RandomStreams.Create(5, RandomStreams.Initialization)).Skip(4)];
        var expected = TinyTraining.Trainer(_mlContext, onTop).Fit(features).Network();
        TinyTraining.AreEqual(ten.Model.GetWeights().SkipLast(2).ToArray().Flat(), found.GetWeights().Take(4).ToArray().Flat());
        Engines.AssertClose([expected.AllWeights()], [found.GetWeights().Skip(4).ToArray().Flat()], 1e-5);
    }

    /// <summary>Convolutions, and the moving averages of a batch normalization.</summary>
    [TestMethod]
    public void Of_images()
    {
        Layer[] hidden = [Layer.Conv2D(3, 3, activation: Activation.Relu), Layer.BatchNorm(), Layer.Flatten()];
        var trained = Networks.Random(LayerShape.OfInput([1, 4, 5]), [.. hidden, Layer.Dense(7)], new Random(3));
        foreach (var variance in trained.Weights.Where(weight => weight.Name.EndsWith("variance", StringComparison.Ordinal)))
            Array.Fill(variance.Values, 0.5f);
        var set = TrainingSets.Create(new Random(5), 30, 20);
        var options = new ActivityRegularizedNetworkOptions
        {
            InputShape = [1, 4, 5],
            Layers = hidden,
            Epochs = 1,
            LearningRate = NoRate,
            PretrainedLayers = PretrainedLayers.Of(trained.ToModel()),
        };
        var found = _mlContext.Regression.Trainers.ActivityRegularizedNetwork(options).Fit(Data.Regression(_mlContext, set)).Model.GetWeights();
        // Kernel, bias, gamma and beta; the moving averages have followed a batch from where they were.
        TinyTraining.AreEqual(trained.Weights.Take(4).ToArray().Flat(), found.Take(4).ToArray().Flat());
        Assert.IsTrue(found[5].Values.All(value => value < 0.8), "from 0.5, not from 1");

        options.InputShape = [1, 5, 4];
        AssertRefused(
            "pretrainedLayers must be of a network that takes [1, 5, 4]; received one that takes [1, 4, 5].",
            () => _mlContext.Regression.Trainers.ActivityRegularizedNetwork(options).Fit(Data.Regression(_mlContext, set)));
    }

    [TestMethod]
    public void Of_a_model_that_was_saved_with_its_pipeline()
    {
        var data = Points();
        var pipeline = _mlContext.Transforms.CopyColumns("Copy", "Value").Append(_mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(Options()));
        var fitted = pipeline.Fit(data);
        var loaded = SavedModel.Reload(_mlContext, fitted, data.Schema);
        var options = Options();
        options.PretrainedLayers = PretrainedLayers.Of(loaded);
        var found = TinyTraining.Fit(options).AllWeights();
        options.PretrainedLayers = PretrainedLayers.Of(fitted.LastTransformer.Model);
        TinyTraining.AreEqual(TinyTraining.Fit(options).AllWeights(), found);
    }

    /// <summary>Penalties are the new training's own.</summary>
    [TestMethod]
    public void Penalties_may_be_others()
    {
        var options = Options();
        options.KernelRegularizer = KernelRegularizer.L2(1e-3f);
        options.Layers =
        [
            Layer.Dense(4, Activation.Tanh, ActivityRegularizer.L2(), KernelRegularizer.L1(0.1f)), Layer.Dense(3, Activation.Relu),
        ];
        options.PretrainedLayers = PretrainedLayers.Of(FitTen());
        Assert.IsGreaterThan(0, TinyTraining.Fit(options).Network().History[0].KernelPenalty);
    }

    public static IEnumerable<object[]> OtherLayers =>
    [
        [
            new Layer[] { Layer.Dense(5, Activation.Tanh), Layer.Dense(3, Activation.Relu) },
            "layers[0] must be Dense(Units = 4, ActivationFunction = Tanh), as in pretrainedLayers; received Dense(Units = 5, ActivationFunction = Tanh).",
        ],
        [
            new Layer[] { Layer.Dense(4, Activation.Tanh), Layer.Dropout(0.5f), Layer.Dense(3, Activation.Relu) },
            "layers[1] must be Dense(Units = 3, ActivationFunction = Relu), as in pretrainedLayers; received Dropout(Rate = 0.5).",
        ],
        [new Layer[] { Layer.Dense(4, Activation.Tanh) }, "layers must be at least 2, beginning with the pretrainedLayers; received 1."],
    ];

    [TestMethod]
    [DynamicData(nameof(OtherLayers))]
    public void Other_layers_are_refused_when_the_trainer_is_made(Layer[] layers, string message)
    {
        var options = Options();
        options.PretrainedLayers = PretrainedLayers.Of(FitTen().Model);
        options.Layers = layers;
        AssertRefused(message, () => TinyTraining.Trainer(_mlContext, options));
    }

    [TestMethod]
    public void Features_of_another_number_or_stage_are_refused()
    {
        var options = Options();
        options.PretrainedLayers = PretrainedLayers.Of(Networks.Random(3, [.. options.Layers, Layer.Dense(1)], new Random(1)).ToModel());
        AssertRefused("pretrainedLayers must be of a network that takes [2]; received one that takes [3].", () => TinyTraining.Fit(options));

        var raw = TinyTraining.Circles(_mlContext);
        var normalized = _mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false).Fit(raw).Transform(raw);
        options.PretrainedLayers = PretrainedLayers.Of(TinyTraining.Trainer(_mlContext, Options()).Fit(normalized));
        var error = Assert.ThrowsExactly<ArgumentException>(() => TinyTraining.Fit(options));
        Assert.StartsWith(
            "training set: column \"Features\" must be normalized, as in the network's training; received one that is not normalized. ", error.Message);
        TinyTraining.Trainer(_mlContext, options).Fit(normalized);
    }

    [TestMethod]
    public void Only_one_source_of_weights_may_be()
    {
        var ten = FitTen();
        var options = Options();
        options.PretrainedLayers = PretrainedLayers.Of(ten);
        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options).Fit(Points(), ten.Model));
        Assert.AreEqual("Fit was given a model to go on from, and the options have pretrainedLayers; only one of the two may be.", error.Message);

        options.InitialWeights = ten.Model.GetWeights();
        AssertRefused(
            "initialWeights must be left out beside pretrainedLayers; received 6 arrays.", () => TinyTraining.Trainer(_mlContext, options));
    }

    [TestMethod]
    public void What_is_no_network_is_refused()
    {
        var data = TinyTraining.Circles(_mlContext);
        AssertRefused(
            "model must have one network of this plugin in it; received 0.",
            () => PretrainedLayers.Of(_mlContext.Transforms.CopyColumns("Copy", "Features").Fit(data)));
        AssertRefused(
            "layer must be from 0 to 2, or one of [dense, dense_1, dense_2]; received \"lstm\".", () => PretrainedLayers.Of(FitTen(), "lstm"));
    }

    /// <summary>With a seed that is merely random, too: the new layers are drawn by the checkpoint's.</summary>
    [TestMethod]
    public void A_checkpoint_is_that_of_the_pretrained_weights()
    {
        var context = new MLContext();
        var data = TinyTraining.Circles(context);
        var options = Options();
        options.Seed = null;
        options.PretrainedLayers = PretrainedLayers.Of(FitTen());
        var expected = TinyTraining.Trainer(context, options).Fit(data).Network();
        (options.Seed, options.CheckpointPath, options.CheckpointEpochs) = (expected.TrainingSettings.Seed, _folder["checkpoint"], 1);
        options.OnEpochEnd = epoch =>
        {
            if (epoch.Metrics.Epoch == 2)
                throw new TimeZoneNotFoundException();
        };
        Assert.ThrowsExactly<TimeZoneNotFoundException>(() => TinyTraining.Trainer(context, options).Fit(data));

        (options.Seed, options.OnEpochEnd) = (null, null);
        var pretrained = options.PretrainedLayers;
        options.PretrainedLayers = PretrainedLayers.Of(FitTen(seed: 6));
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => TinyTraining.Trainer(context, options).Fit(data));
        Assert.Contains("holds the checkpoint of another training. initialWeights: ", error.Message);
        options.PretrainedLayers = null;
        error = Assert.ThrowsExactly<InvalidOperationException>(() => TinyTraining.Trainer(context, options).Fit(data));
        Assert.Contains(", not given now.", error.Message);
        options.PretrainedLayers = pretrained;
        TinyTraining.AreEqual(expected.AllWeights(), TinyTraining.Trainer(context, options).Fit(data).AllWeights());
    }

    /// <summary>From the first layers' weights and from all weights, of which the last are those that the seed draws without any.</summary>
    private static void AssertSame<TOutput>(
        PretrainedLayers pretrained, WeightTensor[] learned, ActivityRegularizedMlpOptions options,
        Func<ActivityRegularizedMlpOptions, NetworkModelParametersBase<TOutput>> fit)
    {
        options.PretrainedLayers = pretrained;
        var found = fit(options);
        var drawn = Weights.Initialize(found.Network.Plan, RandomStreams.Create(options.Seed!.Value, RandomStreams.Initialization));
        options.PretrainedLayers = null;
        options.InitialWeights = [.. learned, .. drawn.Skip(learned.Length)];
        var expected = fit(options);
        options.InitialWeights = null;
        TinyTraining.AreEqual(expected.GetWeights().Flat(), found.GetWeights().Flat());
        TinyTraining.AreEqual(expected.History, found.History);
        CollectionAssert.AreNotEqual(fit(options).GetWeights().Flat(), found.GetWeights().Flat());
    }

    private static void AssertRefused(string message, Action action) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(action).Message);

    private static ActivityRegularizedMlpOptions Options(TrainingEngine engine = TrainingEngine.Fused)
    {
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(4, Activation.Tanh, ActivityRegularizer.L1(1e-3f)), Layer.Dense(3, Activation.Relu)];
        options.Engine = engine;
        return options;
    }

    private MulticlassPredictionTransformer<MulticlassNetworkModelParameters> FitTen(int seed = 5)
    {
        var options = Options();
        options.Seed = seed;
        return _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options).Fit(Points());
    }

    private IDataView Points()
    {
        var random = new Random(5);
        IDataView points = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(i => new Point
        {
            Label = $"class {i % Classes}",
            Value = i % Classes + Numbers.Next(random),
            Features = [i % Classes + Numbers.Next(random), Numbers.Next(random)],
        }).ToArray());
        return _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(points).Transform(points);
    }

    private sealed class Point
    {
        public string Label { get; set; } = "";

        public float Value { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
