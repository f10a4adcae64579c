using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Networks of every kind of layer are scored, stored and gone on from like any other.</summary>
[TestClass]
public sealed class EveryLayerTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private static IReadOnlyList<Layer> Hidden => [.. Trainings.EveryLayer.SkipLast(1)];

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Binary(TrainingEngine engine)
    {
        var data = SampleData.Binary(_mlContext);
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(Options(engine)).Fit(data);
        AssertComesBack(model, data);
        AssertScoresInAnyBatch(model.Model.SubModel.ToTrainedNetwork());
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Multiclass(TrainingEngine engine)
    {
        var data = SampleData.Multiclass(_mlContext);
        AssertComesBack(_mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(Options(engine)).Fit(data), data);
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Regression(TrainingEngine engine)
    {
        var data = SampleData.Regression(_mlContext);
        AssertComesBack(_mlContext.Regression.Trainers.ActivityRegularizedMlp(Options(engine)).Fit(data), data);
    }

    /// <summary>
    /// In scoring a dropout layer puts out what it takes in, and a batch normalization what its moving statistics say.
    /// </summary>
    [TestMethod]
    public void A_sparsity_report_measures_every_layer_as_it_scores()
    {
        Layer[] layers =
            [Layer.BatchNorm(epsilon: 1e-6f), Layer.Dense(2, Activation.Relu), Layer.Dropout(0.9f), Layer.LayerNorm()];
        WeightTensor[] weights =
        [
            new("gamma", [2], [2, 1]), new("beta", [2], [0, 0]), new("mean", [2], [5, 0]), new("variance", [2], [4, 1]),
            new("kernel", [2, 2], [1, 0, 0, 1]), new("bias", [2], [0, 0]),
            new("gamma", [2], [1, 1]), new("beta", [2], [1, 2]), new("kernel", [2, 1], [1, 1]), new("bias", [1], [0]),
        ];
        // With means and variances that are the moving ones already: training, at this rate, changes next to nothing.
        var data = Data.Binary(_mlContext, 2, [3, -1, 7, 1], [true, false]);
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(new ActivityRegularizedMlpOptions
        {
            Layers = layers,
            InitialWeights = weights,
            Epochs = 1,
            LearningRate = 1e-30f,
        }).Fit(data);

        var report = SparsityReport.Create(model.Model.SubModel, data);

        // (3, -1) becomes (-2, -1), (0, 0), (0, 0) and (1, 2); (7, 1) becomes (2, 1), (2, 1), (2, 1) and about (2, 1).
        double[] means = [0, 0.75, 0.75, 1.5];
        for (var i = 0; i < means.Length; i++)
            Assert.AreEqual(means[i], report.Layers[i].MeanActivation, 1e-5, $"layer {i}");
        TinyTraining.AreEqual([0, 0.5, 0.5, 0], report.Layers.Select(layer => layer.ZeroFraction));
    }

    /// <summary>Without a learning rate only the moving statistics move, from where they were.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Moving_statistics_go_on_from_a_models(TrainingEngine engine)
    {
        var data = Data.Binary(_mlContext, 1, [1, 2, 3, 6], [true, false, true, false]);
        var options = Options(engine);
        options.Layers = [Layer.BatchNorm(momentum: 0.75f)];
        options.LearningRate = 1e-30f;
        options.Epochs = 1;
        var trainer = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options);

        var first = trainer.Fit(data);
        var second = trainer.Fit(data, first.Model);

        // Mean 3, variance 3.5; from 0 and 1.
        AssertStatistics(0.75, 1.625, first.Model.SubModel);
        AssertStatistics(1.3125, 2.09375, second.Model.SubModel);
    }

    private static ActivityRegularizedMlpOptions Options(TrainingEngine engine)
    {
        var options = TinyTraining.Options();
        options.Layers = Hidden;
        options.Engine = engine;
        return options;
    }

    private static void AssertStatistics(double mean, double variance, NetworkModelParameters network)
    {
        var weights = network.GetWeights();
        TinyTraining.AreEqual(
            ["batch_normalization/moving_mean", "batch_normalization/moving_variance"],
            weights.Skip(2).Take(2).Select(w => w.Name));
        Assert.AreEqual(mean, weights[2].Values[0], 1e-6);
        Assert.AreEqual(variance, weights[3].Values[0], 1e-6);
    }

    private void AssertComesBack(ITransformer model, IDataView data)
    {
        var loaded = SavedModel.Reload(_mlContext, model, data.Schema);
        DataViewAssert.Same(model.Transform(data), loaded.Transform(data), "loaded");
    }

    /// <summary>A row's outputs do not depend on the rows scored with it, bit for bit.</summary>
    private static void AssertScoresInAnyBatch(TrainedNetwork network)
    {
        const int Rows = 7;
        var scorer = new NetworkScorer(network);
        var together = scorer.CreateBuffers(Rows);
        var features = Numbers.Array(new Random(1), Rows * network.Plan.InputSize, 3);
        for (var row = 0; row < Rows; row++)
            Row(row).CopyTo(together.Input.Span[(row * together.InputStride)..]);
        scorer.Run(Rows, together);
        for (var row = 0; row < Rows; row++)
        {
            var alone = scorer.CreateBuffers(1);
            Row(row).CopyTo(alone.Input.Span);
            scorer.Run(1, alone);
            Assert.AreEqual(together[scorer.Plan.Steps.Count - 1].Span[row], alone.FirstRow[0], $"row {row}");
            Assert.IsTrue(float.IsFinite(alone.FirstRow[0]));
        }

        Span<float> Row(int row) => features.AsSpan(row * network.Plan.InputSize, network.Plan.InputSize);
    }
}
