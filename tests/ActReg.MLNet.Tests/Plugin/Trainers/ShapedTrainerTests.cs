using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Convolutional and recurrent networks are trained, stored and scored like any other.</summary>
[TestClass]
public sealed class ShapedTrainerTests
{
    private const int Rows = 40;

    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>Every kind of layer that dense networks do not have, in turn.</summary>
    public static IEnumerable<object[]> Networks =>
    [
        Case([2, 6, 5], Layer.Conv2D(3, 3, activation: Activation.Relu, activityRegularizer: ActivityRegularizer.L1(1e-3f)), Layer.Flatten()),
        Case([2, 6, 5], Layer.Conv2D(4, (2, 3), (2, 1), Padding.Same, groups: 2), Layer.BatchNorm(), Layer.GlobalAveragePooling()),
        Case([2, 6, 5], Layer.MaxPooling2D(), Layer.Dense(3, Activation.Relu), Layer.LayerNorm(), Layer.Flatten()),
        Case([2, 6, 5], Layer.AveragePooling2D(2, 1, Padding.Same), Layer.Dropout(0.2f), Layer.Flatten()),
        Case([10, 6], Layer.Conv1D(4, 3, padding: Padding.Same, dilationRate: 2), Layer.MaxPooling1D(3, 2), Layer.GlobalMaxPooling()),
        Case([10, 6], Layer.AveragePooling1D(), Layer.Flatten()),
        Case([10, 6], Layer.ActivityRegularization(ActivityRegularizer.L2(1e-3f)), Layer.SimpleRnn(4)),
        Case([10, 6], Layer.Gru(3, bidirectional: true)),
        Case(
            [10, 6], Layer.Lstm(4, returnSequences: true, bidirectional: true, activityRegularizer: ActivityRegularizer.Temporal(1e-2f, 1e-2f)),
            Layer.Lstm(3)),
        Case([60], Layer.Embedding(5, 2), Layer.Lstm(3)),
        Case([10, 6], Layer.Masking(), Layer.Gru(3, returnSequences: true, activityRegularizer: ActivityRegularizer.Temporal()), Layer.GlobalMaxPooling()),
        Case(
            [2, 6, 5], Layer.Conv2D(3, 3, 2, Padding.Same, activation: Activation.Relu),
            Layer.Conv2DTranspose(2, 3, 2, Padding.Same, activation: Activation.Tanh, activityRegularizer: ActivityRegularizer.L1(1e-3f)),
            Layer.UpSampling2D(), Layer.Flatten()),
        Case([60], Layer.Dense(12, Activation.Tanh), Layer.Reshape(2, 2, 3), Layer.Conv2DTranspose(2, 2), Layer.Reshape(-1)),
        Case([10, 6], Layer.Masking(), Layer.Lstm(3), Layer.RepeatVector(4, ActivityRegularizer.L2(1e-3f)), Layer.UpSampling1D(), Layer.Gru(2)),
        Case([10, 6], Layer.Lstm(6), Layer.Reshape(2, 3), Layer.Dense(4, Activation.Relu), Layer.GlobalMaxPooling()),
        Case([10, 6], Layer.Gru(1), Layer.RepeatVector(3), Layer.Dense(4, Activation.Tanh), Layer.Flatten()),
        Case(
            [60], Layer.BatchNorm(), Layer.BatchEnsemble(3, ActivityRegularizer.L2(1e-3f)), Layer.Dense(5, Activation.Relu), Layer.Dropout(0.2f), Layer.Dense(8),
            Layer.ParametricActivation(Activation.Mish)),
        Case([60], Layer.Dense(5, Activation.Relu), Layer.BatchEnsemble(3), Layer.Dense(4), Layer.LayerNorm(), Layer.Activation(Activation.Tanh)),
        Case([60], Layer.Embedding(5, 2, maskZero: true), Layer.Dense(3, Activation.Relu), Layer.GlobalAveragePooling()),
    ];

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Binary(int[] inputShape, Layer[] layers)
    {
        var data = BinaryData(layers);
        var trainer = _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(Options(inputShape, layers));
        var model = trainer.Fit(data);
        TinyTraining.AreEqual(inputShape, model.Model.SubModel.InputShape);
        AssertComesBack(model, data);
        TinyTraining.AreEqual(model.AllWeights(), trainer.Fit(data).AllWeights(), "the same trainer, fitted again");
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Multiclass(int[] inputShape, Layer[] layers)
    {
        var data = _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(BinaryData(layers)).Transform(BinaryData(layers));
        AssertComesBack(_mlContext.MulticlassClassification.Trainers.ActivityRegularizedNetwork(Options(inputShape, layers)).Fit(data), data);
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Regression(int[] inputShape, Layer[] layers)
    {
        var data = Data.Regression(_mlContext, Set(layers));
        AssertComesBack(_mlContext.Regression.Trainers.ActivityRegularizedNetwork(Options(inputShape, layers)).Fit(data), data);
    }

    /// <summary>By row, in bulk and from many threads at once, bit for bit.</summary>
    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Every_way_to_score_gives_the_same(int[] inputShape, Layer[] layers)
    {
        var data = BinaryData(layers);
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(Options(inputShape, layers)).Fit(data);
        var scores = model.Scores(data);
        var network = model.Model.SubModel;
        var bulk = new float[Rows];
        network.Score(Set(layers).Features.ToArray(), bulk, maxDegreeOfParallelism: 4);
        TinyTraining.AreEqual(scores, bulk);
        TinyTraining.AreEqual(scores, network.Score(data));
        Parallel.For(0, 8, _ => TinyTraining.AreEqual(scores, model.Scores(data), "in parallel"));
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Training_goes_on_from_a_model(int[] inputShape, Layer[] layers)
    {
        var data = BinaryData(layers);
        var trainer = _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(Options(inputShape, layers));
        var first = trainer.Fit(data);
        var second = trainer.Fit(data, first.Model);
        Assert.IsLessThan(first.Model.SubModel.History[0].Loss, second.Model.SubModel.History[0].Loss);
    }

    [TestMethod]
    public void A_shape_is_copied_when_the_trainer_is_made()
    {
        int[] shape = [12, 5];
        var trainer = _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(Options(shape, [Layer.Flatten()]));
        shape[0] = 1;
        TinyTraining.AreEqual([12, 5], trainer.Fit(BinaryData([])).Model.SubModel.InputShape);
    }

    [TestMethod]
    public void An_interrupted_training_goes_on_from_its_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var data = BinaryData([]);
        var options = Options([12, 5], [Layer.Conv1D(3, 3, activation: Activation.Relu), Layer.Lstm(3)]);
        var expected = _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(options).Fit(data).AllWeights();

        options.CheckpointPath = folder["checkpoint"];
        options.CheckpointEpochs = 1;
        options.OnEpochEnd = epoch => ObjectDisposedException.ThrowIf(epoch.Metrics.Epoch == 3, this);
        Assert.ThrowsExactly<ObjectDisposedException>(() => Fit());
        options.OnEpochEnd = null;
        options.InputShape = [10, 6];
        var message = Assert.ThrowsExactly<InvalidOperationException>(() => Fit()).Message;
        Assert.Contains("inputShape: [12, 5] in the checkpoint, [10, 6] now.", message);
        options.InputShape = [12, 5];
        TinyTraining.AreEqual(expected, Fit());

        float[] Fit() => _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(options).Fit(data).AllWeights();
    }

    [TestMethod]
    public void A_penalty_on_a_feature_map_makes_it_sparser()
    {
        var data = BinaryData([]);
        var zeros = new float[] { 0, 3e-2f }.Select(l1 =>
        {
            var options = Options(
                [2, 6, 5], [Layer.Conv2D(4, 3, activation: Activation.Relu, activityRegularizer: ActivityRegularizer.L1(l1)), Layer.Flatten()]);
            options.Epochs = 30;
            var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(options).Fit(data);
            var layer = SparsityReport.Create(model.Model.SubModel, data).Layers[0];
            TinyTraining.AreEqual([4, 3, 4], layer.Shape);
            Assert.AreEqual(layer.ZeroFraction, model.Model.SubModel.History[^1].Activities[0].ZeroFraction, 0.05);
            return layer.ZeroFraction;
        }).ToArray();
        Assert.IsGreaterThan(zeros[0] + 0.2, zeros[1]);
    }

    /// <summary>A convolution without dead channels stays, and of the dense layer on top of it the dead units go.</summary>
    [TestMethod]
    public void Dead_units_behind_a_convolution_are_pruned()
    {
        var data = BinaryData([]);
        Layer[] hidden = [Layer.Conv2D(2, 3, activation: Activation.Relu), Layer.Flatten(), Layer.Dense(6, Activation.Relu), Layer.Flatten()];
        var options = Options([2, 6, 5], hidden);
        options.Epochs = 1;
        var weights = Weights.Initialize(
            NetworkPlanner.Plan(LayerShape.OfInput([2, 6, 5]), [.. hidden, Layer.Dense(1)]), new RandomState(1));
        // Far below what the kernel and a few steps can make up for.
        weights[3].Values[1] = weights[3].Values[4] = -1000;
        options.InitialWeights = weights;
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(options).Fit(data);
        var pruned = _mlContext.BinaryClassification.PruneDeadUnits(model, data);
        TinyTraining.AreEqual([new PrunedLayer(0, 2, 2), new PrunedLayer(2, 6, 4)], pruned.Layers);
        Assert.AreEqual(0, pruned.LargestOutputDifference);
        TinyTraining.AreEqual(model.Scores(data), pruned.Transformer.Scores(data));
    }

    private static object[] Case(int[] inputShape, params Layer[] layers) => [inputShape, layers];

    private static ActivityRegularizedNetworkOptions Options(int[] inputShape, Layer[] layers) => new()
    {
        InputShape = inputShape,
        Layers = layers,
        Epochs = 3,
        BatchSize = 16,
        LearningRate = 0.01f,
        Seed = 5,
    };

    /// <summary>Rows of 60 features, or of 60 of the numbers 0 to 4; the label depends on them. Where there is a mask, it hides the last, in every second row.</summary>
    private static TrainingSet Set(Layer[] layers)
    {
        var random = new Random(1);
        var isEmbedded = layers is [EmbeddingLayer, ..];
        float[] features = [.. Enumerable.Range(0, Rows * 60).Select(_ => isEmbedded ? random.Next(5) : 2 * random.NextSingle() - 1)];
        if (layers is [MaskingLayer, ..])
        {
            foreach (var row in features.Chunk(60).Index().Where(row => row.Index % 2 == 0))
                features.AsSpan(60 * row.Index + 36, 24).Clear();
        }

        var mean = features.Average();
        return new(60, features, [.. features.Chunk(60).Select(row => row.Average() > mean ? 1f : 0)], null);
    }

    private IDataView BinaryData(Layer[] layers)
    {
        var set = Set(layers);
        return Data.Binary(_mlContext, set);
    }

    private void AssertComesBack(ITransformer model, IDataView data)
    {
        var loaded = SavedModel.Reload(_mlContext, model, data.Schema);
        DataViewAssert.Same(model.Transform(data), loaded.Transform(data), "loaded");
    }
}
