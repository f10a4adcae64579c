namespace ActReg.MLNet.Tests;

/// <summary>What layers are made with, and what they refuse.</summary>
[TestClass]
public class LayerTests
{
    [TestMethod]
    public void Defaults_are_those_of_Keras()
    {
        Assert.AreEqual((0.99f, 0.001f), (Layer.BatchNorm().Momentum, Layer.BatchNorm().Epsilon));
        Assert.AreEqual(0.001f, Layer.LayerNorm().Epsilon);
        Layer[] layers = [Layer.Dropout(0.5f), Layer.BatchNorm(), Layer.LayerNorm()];
        Assert.IsTrue(layers.All(layer => layer.ActivityRegularizer == null));
    }

    [TestMethod]
    [DataRow(-0.1f, "rate must be at least 0 and below 1; received -0.1. (Parameter 'rate')")]
    [DataRow(1f, "rate must be at least 0 and below 1; received 1. (Parameter 'rate')")]
    [DataRow(float.NaN, "rate must be at least 0 and below 1; received NaN. (Parameter 'rate')")]
    public void A_rate_out_of_range_is_refused(float rate, string message) => Refused(message, () => Layer.Dropout(rate));

    [TestMethod]
    [DataRow(-0.1f, "momentum must be at least 0 and below 1; received -0.1. (Parameter 'momentum')")]
    [DataRow(1f, "momentum must be at least 0 and below 1; received 1. (Parameter 'momentum')")]
    public void A_momentum_out_of_range_is_refused(float momentum, string message) =>
        Refused(message, () => Layer.BatchNorm(momentum));

    [TestMethod]
    [DataRow(0f, "epsilon must be finite and greater than 0; received 0. (Parameter 'epsilon')")]
    [DataRow(float.PositiveInfinity, "epsilon must be finite and greater than 0; received Infinity. (Parameter 'epsilon')")]
    public void An_epsilon_out_of_range_is_refused(float epsilon, string message)
    {
        Refused(message, () => Layer.BatchNorm(epsilon: epsilon));
        Refused(message, () => Layer.LayerNorm(epsilon));
    }

    private static void Refused(string message, Func<Layer> make) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => make()).Message);
}
