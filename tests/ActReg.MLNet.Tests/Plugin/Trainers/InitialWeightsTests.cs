using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Weights in and out of a training.</summary>
[TestClass]
public sealed class InitialWeightsTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Weights_are_named_and_shaped_as_in_Keras()
    {
        var weights = TinyTraining.Fit().Network().GetWeights();
        TinyTraining.AreEqual(["dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias"], weights.Select(weight => weight.Name));
        TinyTraining.AreEqual(["2 4", "4", "4 1", "1"], weights.Select(weight => string.Join(' ', weight.Shape)));
        foreach (var weight in weights)
            Assert.HasCount(weight.Shape.Aggregate((a, b) => a * b), weight.Values);
    }

    [TestMethod]
    public void Weights_handed_out_are_copies()
    {
        var model = TinyTraining.Fit();
        var data = TinyTraining.Circles(_mlContext);
        var weights = model.AllWeights();
        var scores = model.Scores(data);
        foreach (var weight in model.Network().GetWeights())
        {
            Array.Fill(weight.Values, 99);
            Array.Fill(weight.Shape, 99);
        }

        TinyTraining.AreEqual(weights, model.AllWeights());
        TinyTraining.AreEqual(scores, model.Scores(data));
        TinyTraining.AreEqual([2, 4], model.Network().GetWeights()[0].Shape);
    }

    /// <summary>With a rate too small to move any weight, the first epoch measures the model that the weights came from.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Training_goes_on_from_a_models_weights(TrainingEngine engine)
    {
        var data = TinyTraining.Circles(_mlContext);
        var model = TinyTraining.Fit();
        var options = TinyTraining.Options();
        options.Engine = engine;
        options.InitialWeights = model.Network().GetWeights();
        options.LearningRate = 1e-20f;
        options.Epochs = 1;
        var continued = TinyTraining.Trainer(_mlContext, options).Fit(data);

        TinyTraining.AreEqual(model.AllWeights(), continued.AllWeights());
        TinyTraining.AreEqual(model.Scores(data), continued.Scores(data));
        var logLoss = _mlContext.BinaryClassification.Evaluate(model.Transform(data)).LogLoss * Math.Log(2);
        Assert.AreEqual(logLoss, continued.Network().History[0].DataLoss, 1e-5);
    }

    [TestMethod]
    public void Without_them_kernels_are_Glorot_uniform_and_biases_zero()
    {
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(1000, Activation.Relu)];
        options.LearningRate = 1e-20f;
        options.Epochs = 1;
        var weights = TinyTraining.Fit(options).Network().GetWeights();
        var limit = Math.Sqrt(6.0 / 1002);
        Assert.AreEqual(limit, weights[0].Values.Max(Math.Abs), limit / 100);
        Assert.AreEqual(limit / Math.Sqrt(3), Math.Sqrt(weights[0].Values.Average(value => (double)value * value)), limit / 30);
        Assert.IsTrue(weights[1].Values.All(value => Math.Abs(value) < 1e-10));
    }

    public static IEnumerable<object[]> Misfits =>
    [
        ["initialWeights must have 4 entries for this network; received 3.", new Func<List<WeightTensor>, object>(w => w.RemoveAll(x => x.Name == "dense/bias"))],
        [
            "initialWeights[0] (dense/kernel) must have shape [2, 4]; received [4, 2].",
            new Func<List<WeightTensor>, object>(w => w[0] = w[0] with { Shape = [4, 2] }),
        ],
        [
            "initialWeights[1] (dense/bias) must have shape [4]; received [].",
            new Func<List<WeightTensor>, object>(w => w[1] = w[1] with { Shape = [] }),
        ],
        [
            "initialWeights[2] (dense_1/kernel) must have 4 values; received 5.",
            new Func<List<WeightTensor>, object>(w => w[2] = w[2] with { Values = new float[5] }),
        ],
        [
            "initialWeights[0] (dense/kernel) must have shape [2, 4]; received [4].",
            new Func<List<WeightTensor>, object>(w => { w.Reverse(0, 2); return w; }),
        ],
    ];

    [TestMethod]
    [DynamicData(nameof(Misfits))]
    public void Weights_that_do_not_fit_are_refused_by_name(string message, Func<List<WeightTensor>, object> spoil)
    {
        var weights = TinyTraining.Fit().Network().GetWeights().ToList();
        spoil(weights);
        var options = TinyTraining.Options();
        options.InitialWeights = weights;
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(() => TinyTraining.Fit(options)).Message);
    }
}
