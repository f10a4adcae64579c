namespace ActReg.MLNet.Tests;

/// <summary>Dropout in trainings.</summary>
[TestClass]
public class DropoutTests
{
    private static readonly TrainingSet Train = TrainingSets.Create(new Random(1), 40, 6);

    /// <summary>Without a learning rate every step has the same network and rows, but another mask.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Each_step_drops_anew_and_validation_nothing(TrainingEngine engine)
    {
        Layer[] layers = [Layer.Dense(20, Activation.Relu), Layer.Dense(1)];
        var settings = Trainings.Settings(batchSize: 40, learningRate: 1e-30f, shuffle: false, engine: engine);
        var plain = Trainings.Run(layers, Train, settings, Train).History;
        var dropped = Trainings.Run([layers[0], Layer.Dropout(0.5f), layers[1]], Train, settings, Train).History;

        Assert.HasCount(5, dropped.Select(epoch => epoch.Loss).Distinct().ToArray());
        foreach (var epoch in dropped)
            Assert.AreEqual(plain[0].Loss, epoch.ValidationLoss, 1e-6);
    }

    /// <summary>Zeros among a layer's outputs are counted as they are in training.</summary>
    [TestMethod]
    public void A_penalty_sees_what_is_kept()
    {
        Layer[] layers =
            [Layer.Dense(500, Activation.Sigmoid), Layer.Dropout(0.75f, ActivityRegularizer.L1(0.1f)), Layer.Dense(1)];
        var settings = Trainings.Settings(epochs: 1, batchSize: 40, learningRate: 1e-30f);
        var zeros = Weights.Zeros(NetworkPlanner.Plan(6, layers));
        var epoch = Trainings.Run(layers, Train, settings, Train, zeros).History[0];

        // Each of 500 units is 1/2; of 20,000 draws the kept share is within 5 deviations of 1/4 but once in 1.7 million seeds.
        var kept = 1 - epoch.Activities[0].ZeroFraction;
        Assert.AreEqual(0.25, kept, 5 * Math.Sqrt(0.25 * 0.75 / 20_000));
        Assert.AreEqual(0.1 * 500 * 0.5 * 4 * kept, epoch.ActivityPenalty, 1e-4);
        Assert.AreEqual(0.1 * 500 * 0.5, epoch.ValidationLoss - epoch.ValidationDataLoss, 1e-4);
    }
}
