using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>What the trainers' own output layer begins as.</summary>
[TestClass]
public sealed class OutputInitializerTests
{
    /// <summary>Hidden layers get no gradient through zeros, so that none of them moves in a first step; the output's bias does.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Zeros_let_a_first_step_change_the_output_layer_alone(TrainingEngine engine)
    {
        var mlContext = new MLContext(seed: 1);
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(4, Activation.Tanh)];
        options.Epochs = 1;
        options.BatchSize = 1000;
        options.Engine = engine;
        options.OutputInitializer = KernelInitializer.Zeros;
        var network = TinyTraining.Trainer(mlContext, options).Fit(TinyTraining.Circles(mlContext)).Network();
        Assert.AreEqual(Math.Log(2), network.History[0].DataLoss, 1e-6);
        Assert.AreEqual(KernelInitializer.Zeros, ((DenseLayer)network.Layers[^1]).KernelInitializer);
        var weights = network.GetWeights();
        Assert.IsTrue(weights[1].Values.All(value => value == 0), "the hidden bias");
        Assert.IsTrue(weights[^2].Values.Any(value => value != 0), "the output kernel");
    }
}
