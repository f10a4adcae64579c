using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Layers that keep the largest values of a row.</summary>
[TestClass]
public sealed class TopKTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(20)]
    public void As_many_units_as_asked_for_are_not_0_on_every_row(int k)
    {
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(20), Layer.TopK(k)];
        var network = TinyTraining.Fit(options).Network();
        var random = new Random(1);
        for (var i = 0; i < 50; i++)
        {
            var layers = network.GetActivations(Numbers.Array(random, 2));
            var kept = layers[1].Values;
            Assert.AreEqual(k, kept.Count(value => value != 0));
            var least = kept.Where(value => value != 0).Min();
            foreach (var (before, after) in layers[0].Values.Zip(kept))
                Assert.AreEqual(before >= least ? before : 0, after);
        }
    }

    /// <summary>Its gradients, with penalties before and after it, weights and a last batch that is smaller.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    [DataRow(13)]
    public void Both_engines_train_alike(int k)
    {
        Layer[] layers =
        [
            Layer.Dense(13, Activation.Tanh, ActivityRegularizer.L2(0.01f)), Layer.TopK(k, ActivityRegularizer.L1(0.01f)),
            Layer.Dense(5, Activation.Silu), Layer.Dense(1),
        ];
        var set = TrainingSets.Create(new Random(1), 43, 3, weighted: true);
        var settings = Trainings.Settings(epochs: 6, batchSize: 8, learningRate: 1e-2f);
        var fused = Trainings.Run(layers, set, settings, set);
        var torch = Trainings.Run(layers, set, settings with { Engine = TrainingEngine.Torch }, set);
        foreach (var (a, b) in fused.Flat().Zip(torch.Flat()))
            Assert.AreEqual(a, b, 1e-4);
        foreach (var (a, b) in fused.History.SelectMany(epoch => epoch.Figures()).Zip(torch.History.SelectMany(epoch => epoch.Figures())))
            Assert.AreEqual(a, b, 2e-5);
    }

    /// <summary>Zeros that are as good as any other: the first of them pass a gradient, and nothing else is found.</summary>
    [TestMethod]
    public void Rows_of_zeros_keep_the_first_units()
    {
        var network = Networks.Of(2, [Layer.Dense(4), Layer.TopK(2), Layer.Dense(1)], new float[8], new float[4], [1, 2, 3, 4], [0]);
        TinyTraining.AreEqual([0f], network.Outputs([0, 0]));
        var shifted = Networks.Of(2, [Layer.Dense(4), Layer.TopK(2), Layer.Dense(1)], new float[8], [1, 1, 1, 1], [1, 2, 3, 4], [0]);
        TinyTraining.AreEqual([3f], shifted.Outputs([0, 0]));
    }

    /// <summary>Whatever is kept passes its gradient, if it is 0 too; of equal values these are the first, whichever engine trains.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused, 1)]
    [DataRow(TrainingEngine.Fused, 8)]
    [DataRow(TrainingEngine.Torch, 1)]
    [DataRow(TrainingEngine.Torch, 8)]
    public void What_is_kept_passes_a_gradient(TrainingEngine kind, int outputs)
    {
        Check([0, 0, 0, 0, 0], 2, [1, 1, 0, 0, 0]);
        Check([-1, 0, 2, 0, 0], 2, [0, 1, 1, 0, 0]);
        Check([-1, 0, 2, 0, 0], 3, [0, 1, 1, 1, 0]);
        Check([-1, 0, -2, 0, 3], 4, [1, 1, 0, 1, 1]);
        Check([-1, 0, -2, 0, 3], 5, [1, 1, 1, 1, 1]);
        Check([1, 2, 2, 2, -0f], 2, [0, 1, 1, 0, 0]);

        void Check(float[] values, int k, float[] expected)
        {
            // Every row has these values, and each that is kept adds as much to every output; too little, so that all have one slope.
            var network = Networks.Of(
                2, [Layer.Dense(5), Layer.TopK(k), Layer.Dense(outputs)], new float[10], values, [.. Enumerable.Repeat(1f, 5 * outputs)], [.. Enumerable.Repeat(-20f, outputs)]);
            using var engine = Engines.Create(kind, network.Plan, network.Weights, new RegressionObjective(RegressionLoss.MeanSquaredError, outputs), rows: 2);
            var set = new TrainingSet(2, new float[4], outputs, new float[2 * outputs], null);
            engine.AddGradient(new RowBatch(set, set.AllRows()), []);
            var slopes = engine.GradientByWeights(network.Plan)[1];
            TinyTraining.AreEqual(expected, slopes.Select(slope => slope / slopes.Min()));
        }
    }

    [TestMethod]
    public void Is_a_layer_of_the_trainers()
    {
        var mlContext = new MLContext(seed: 1);
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(30, Activation.Relu), Layer.TopK(5)];
        options.Epochs = 150;
        options.LearningRate = 0.01f;
        var data = TinyTraining.Circles(mlContext, rowCount: 300);
        var model = TinyTraining.Trainer(mlContext, options).Fit(data);
        Assert.IsGreaterThan(0.75, mlContext.BinaryClassification.Evaluate(model.Transform(data)).Accuracy);
        Assert.IsLessThanOrEqualTo(5, SparsityReport.Create(model.Model.SubModel, data).Layers[1].L0PerRow);
    }
}
