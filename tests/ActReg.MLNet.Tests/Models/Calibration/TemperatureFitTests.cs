namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class TemperatureFitTests
{
    /// <summary>
    /// Logits three times as large as the log odds that labels were drawn by. The estimate's standard error, from the second derivative of the loss at 3, is .05 for these 20,000 rows:
    /// .2 is four of them, a false alarm of 6e-5, and the seed is fixed.
    /// </summary>
    [TestMethod]
    public void Finds_how_much_too_sure_logits_are()
    {
        var network = Networks.Of(1, [Layer.Dense(1)], [3f], [0f]);
        var rows = Rows(20_000, new Random(1));
        Assert.AreEqual(3, TemperatureFit.Of(new BinaryCrossEntropy(), [(network, rows)], () => { }), 0.2);
    }

    [TestMethod]
    public void Of_classes_too()
    {
        var network = Networks.Of(1, [Layer.Dense(2)], [0, 3f], [0f, 0]);
        var rows = Rows(20_000, new Random(1));
        Assert.AreEqual(3, TemperatureFit.Of(new SoftmaxCrossEntropy(2), [(network, rows)], () => { }), 0.2);
    }

    /// <summary>Without a bound it would be 0, and the first mistake would cost without one.</summary>
    [TestMethod]
    public void Rows_that_are_all_told_right_make_nothing_certain()
    {
        var set = new TrainingSet(1, [-2, -1, 1, 2], [0, 0, 1, 1], null);
        Assert.AreEqual(1 / 4.5, TemperatureFit.Of(new BinaryCrossEntropy(), [(Networks.Of(1, [Layer.Dense(1)], [3f], [0f]), new MemoryRows(set))], () => { }), 1e-3);
    }

    [TestMethod]
    public void Divides_logits_and_comes_back()
    {
        var network = Networks.Random(2, [Layer.Dense(3, Activation.Relu), Layer.Dense(2)], new Random(1));
        var cooled = Temperature.Apply(network, 2);
        foreach (var (before, after) in network.Outputs([1, -2]).Zip(cooled.Outputs([1, -2])))
            Assert.AreEqual(before / 2, after, 1e-6f);
        Assert.AreEqual(2, cooled.Settings.Temperature);
        TinyTraining.AreEqual(network.Weights.Flat(), Temperature.AsTrained(cooled).Weights.Flat());
        Assert.IsNull(Temperature.AsTrained(cooled).Settings.Temperature);
    }

    private static MemoryRows Rows(int count, Random random)
    {
        var features = Numbers.Array(random, count, 2);
        float[] labels = [.. features.Select(x => random.NextDouble() < 1 / (1 + Math.Exp(-x)) ? 1f : 0)];
        var set = new TrainingSet(1, features, labels, null);
        return new MemoryRows(set);
    }
}
