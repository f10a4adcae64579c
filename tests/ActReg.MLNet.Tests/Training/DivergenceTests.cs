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
        var unnormalized = set with { Features = [.. set.Features.Select(value => 1e6f * value)] };
        var epochs = 0;

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Trainings.Run(
            layers, unnormalized, Trainings.Settings(epochs: 100, learningRate: 1e10f, engine: engine), endEpoch: _ => ++epochs > 0));

        Assert.MatchesRegex($@"^Training diverged: the loss became (NaN|Infinity|∞) in epoch {epochs + 1}\. ", error.Message);
        Assert.EndsWith(Advice, error.Message);
    }

    [TestMethod]
    public void The_last_finite_loss_is_told()
    {
        var losses = new Queue<double>([2, 1.25, double.NaN]);
        var engine = new RecordingEngine(_ => new BatchSums(1, losses.Dequeue(), 0, 0, 0));
        Assert.AreEqual(
            "Training diverged: the loss became NaN in epoch 3. The last finite loss was 1.25, in epoch 2. " + Advice, Error(engine));
    }

    [TestMethod]
    public void An_infinite_penalty_is_divergence_too()
    {
        var engine = new RecordingEngine(_ => new BatchSums(1, 0, double.PositiveInfinity, 0, 0));
        Assert.AreEqual(
            "Training diverged: the loss became Infinity in epoch 1. There was no epoch before it. " + Advice, Error(engine));
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.NegativeInfinity)]
    public void Weights_that_the_last_update_spoiled_are_no_result(float value)
    {
        var engine = new RecordingEngine { Weights = [new("dense/bias", [2], [0, value])] };
        Assert.AreEqual(
            "Training diverged: weights became infinite or not a number in epoch 5. The last finite loss was 0, in epoch 5. " + Advice,
            Error(engine));
    }

    private static string Error(RecordingEngine engine) => Assert.ThrowsExactly<InvalidOperationException>(() => TrainingLoop.Run(
        engine, RecordingEngine.Plan, new(TrainingSets.Create(new Random(1), 1, 1), null, null), Trainings.Settings(), _ => true, () => { })).Message;
}
