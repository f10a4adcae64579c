using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Smoothed labels through the public API.</summary>
[TestClass]
public sealed class LabelSmoothingTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>All rows alike: the network learns the smoothed label's own probability, and its loss of training is that label's entropy.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Probabilities_are_those_of_smoothed_labels_and_validation_goes_by_labels_themselves(TrainingEngine engine)
    {
        const double Learned = 0.9;
        var options = TinyTraining.Options();
        options.Layers = [];
        options.Epochs = 300;
        options.LearningRate = 0.1f;
        options.Engine = engine;
        options.LabelSmoothing = 0.2f;
        var data = Data.Binary(_mlContext, 1, new float[8], [.. Enumerable.Repeat(true, 8)]);
        var network = TinyTraining.Trainer(_mlContext, options).Fit(data, data).Network();
        var last = network.History[^1];
        Assert.AreEqual(-Learned * Math.Log(Learned) - (1 - Learned) * Math.Log(1 - Learned), last.Loss, 1e-4);
        Assert.AreEqual(-Math.Log(Learned), last.ValidationLoss, 1e-3);
        Assert.AreEqual(0.2f, network.TrainingSettings.LabelSmoothing);
    }

    [TestMethod]
    public void Regression_has_none()
    {
        var options = TinyTraining.Options();
        options.LabelSmoothing = 0.1f;
        Assert.AreEqual(
            "labelSmoothing must be left as it is in regression; received 0.1.",
            Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Regression.Trainers.ActivityRegularizedMlp(options)).Message);
    }
}
