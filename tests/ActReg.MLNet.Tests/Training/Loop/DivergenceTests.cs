using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

[TestClass]
public class DivergenceTests
{
    private const string Advice = "A smaller learningRate, normalized features or a weaker activityRegularizer usually helps.";

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void A_huge_learning_rate_is_found_out(TrainingEngine engine)
    {
        Layer[] layers = [.. Enumerable.Repeat(Layer.Dense(8, Activation.Relu), 4), Layer.Dense(1)];
        var set = TrainingSets.Create(new Random(1), 40, 3);
        var unnormalized = set with { Features = new RowValues(3, [.. set.Features.ToArray().Select(value => 1e6f * value)]) };
        var epochs = 0;

        var error = Assert.ThrowsExactly<TrainingDivergedException>(() => Trainings.Run(
            layers, unnormalized, Trainings.Settings(epochs: 100, learningRate: 1e10f, engine: engine), endEpoch: _ => ++epochs > 0));

        Assert.MatchesRegex(
            $@"^Training diverged: (the loss|weights) became (NaN|-?Infinity|infinite or not a number) in epoch {epochs + 1}\. ",
            error.Message);
        Assert.EndsWith(Advice, error.Message);
        Assert.HasCount(epochs, error.History);
        Assert.IsTrue(error.Weights.All(Weights.AreFinite));
    }

    /// <summary>No float holds their squares, by which layer normalization divides: nothing may go on as if that were 0.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Features_too_large_for_layer_normalization(TrainingEngine engine)
    {
        Layer[] layers = [Layer.LayerNorm(), Layer.Dense(4, Activation.Relu), Layer.Dense(1)];
        var set = TrainingSets.Create(new Random(1), 40, 3);
        var large = set with { Features = new RowValues(3, [.. set.Features.ToArray().Select(value => 1e20f * value)]) };
        Assert.StartsWith("Training diverged: the loss became NaN in epoch 1.", Assert.ThrowsExactly<TrainingDivergedException>(
            () => Trainings.Run(layers, large, Trainings.Settings(engine: engine))).Message);
        Assert.IsTrue(float.IsNaN(Trainings.Run(layers, set, Trainings.Settings(engine: engine)).Network.Outputs([1e20f, 0, 2e20f])[0]));
    }

    [TestMethod]
    public void The_last_finite_loss_is_told()
    {
        var losses = new Queue<double>([2, 1.25, double.NaN]);
        var engine = new RecordingEngine(_ => new BatchSums(1, losses.Dequeue(), 0, 0, 0));
        Assert.AreEqual(
            "Training diverged: the loss became NaN in epoch 3. The last finite loss was 1.25, in epoch 2. "
            + "The weights after epoch 2 are in this exception's Weights, and can be used as initialWeights. " + Advice,
            Error(engine).Message);
    }

    /// <summary>Each engine's weights are, bit for bit, those of a training that ends with that epoch.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void The_weights_before_it_are_not_lost(TrainingEngine engine)
    {
        var set = TrainingSets.Create(new Random(1), 40, 3);
        var settings = Trainings.Settings(epochs: 4, batchSize: 16, engine: engine);
        var ended = Trainings.Run(Trainings.SmallNetwork, set, settings);
        var error = Diverge(settings, set);
        Assert.HasCount(4, error.History);
        TinyTraining.AreEqual(ended.Flat(), error.Weights.Flat());

        // They are usable: nothing is thrown.
        Trainings.Run(Trainings.SmallNetwork, set, settings, initialWeights: error.Weights);
    }

    [TestMethod]
    public void The_best_weights_are_not_lost()
    {
        var set = TrainingSets.Create(new Random(1), 40, 3);
        var validation = TrainingSets.Create(new Random(2), 40, 3);
        var settings = Trainings.Settings(epochs: 30, batchSize: 16, learningRate: 0.02f);
        var history = Trainings.Run(Trainings.SmallNetwork, set, settings, validation).History;
        var best = history.MinBy(epoch => epoch.ValidationDataLoss)!.Epoch;
        Assert.IsTrue(best is > 1 and < 30, "the best epoch is neither the first nor the last");
        var ended = Trainings.Run(Trainings.SmallNetwork, set, settings with { Epochs = best });

        var error = Diverge(settings with { EarlyStopping = new EarlyStopping(patience: 100) }, set, validation);
        Assert.Contains($"The weights of epoch {best}, the best, are in this exception's Weights", error.Message);
        Assert.HasCount(30, error.History);
        TinyTraining.AreEqual(ended.Flat(), error.Weights.Flat());
    }

    [TestMethod]
    public void An_infinite_penalty_is_divergence_too()
    {
        var engine = new RecordingEngine(_ => new BatchSums(1, 0, double.PositiveInfinity, 0, 0));
        Assert.AreEqual(
            "Training diverged: the loss became Infinity in epoch 1. There was no epoch before it. "
            + "The weights that training began with are in this exception's Weights, and can be used as initialWeights. "
            + Advice,
            Error(engine).Message);
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.NegativeInfinity)]
    public void Weights_that_the_last_update_spoiled_are_no_result(float value)
    {
        var engine = new RecordingEngine { Weights = [new("dense/bias", [2], [0, value])] };
        var error = Error(engine);
        Assert.StartsWith(
            "Training diverged: weights became infinite or not a number in epoch 1. There was no epoch before it. ",
            error.Message);
        Assert.IsEmpty(error.History);
    }

    /// <summary>Trains well for the settings' epochs, and diverges in the next one, at a rate that no network stands.</summary>
    private static TrainingDivergedException Diverge(TrainingSettings settings, TrainingSet set, TrainingSet? validation = null)
    {
        var schedule = new ActingSchedule(moment => moment.Epoch < settings.Epochs ? 1 : 1e30);
        var diverging = settings with { Epochs = settings.Epochs + 1, LearningRateSchedule = schedule };
        return Assert.ThrowsExactly<TrainingDivergedException>(
            () => Trainings.Run(Trainings.SmallNetwork, set, diverging, validation));
    }

    private static TrainingDivergedException Error(RecordingEngine engine)
    {
        var set = TrainingSets.Create(new Random(1), 1, 1);
        return Assert.ThrowsExactly<TrainingDivergedException>(
            () => TrainingLoop.Run(engine, RecordingEngine.Request(Trainings.Settings()), TrainingSets.Data(set, null)));
    }
}
