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

    [TestMethod]
    public void Sizes_out_of_range_are_refused()
    {
        Refused("filters must be at least 1; received 0. (Parameter 'filters')", () => Layer.Conv1D(0, 3));
        Refused("kernelSize must be at least 1; received 0. (Parameter 'kernelSize')", () => Layer.Conv1D(1, 0));
        Refused("kernelSize must be at least 1 in height and width; received (3, 0). (Parameter 'kernelSize')", () => Layer.Conv2D(1, (3, 0)));
        Refused("strides must be at least 1; received 0. (Parameter 'strides')", () => Layer.Conv1D(1, 3, strides: 0));
        Refused("dilationRate must be at least 1; received -1. (Parameter 'dilationRate')", () => Layer.Conv1D(1, 3, dilationRate: -1));
        Refused("groups must be a divisor of 6; received 4. (Parameter 'groups')", () => Layer.Conv2D(6, 3, groups: 4));
        Refused("groups must be a divisor of 6; received 0. (Parameter 'groups')", () => Layer.Conv2D(6, 3, groups: 0));
        Refused("poolSize must be at least 1; received 0. (Parameter 'poolSize')", () => Layer.MaxPooling1D(0));
        Refused("strides must be at least 1 in height and width; received (0, 0). (Parameter 'strides')", () => Layer.AveragePooling2D(2, 0));
        Refused("k must be at least 1; received 0. (Parameter 'k')", () => Layer.TopK(0));
        Refused("k must be at least 1; received -1. (Parameter 'k')", () => Layer.BatchTopK(-1));
        Refused("units must be at least 1; received 0. (Parameter 'units')", () => Layer.Lstm(0));
        Refused("valueCount must be at least 1; received 0. (Parameter 'valueCount')", () => Layer.Embedding(0, 1));
        Refused("valueCount must be at least 2; received 1. (Parameter 'valueCount')", () => Layer.Embedding(1, 1, maskZero: true));
        Refused("maskValue must be finite; received NaN. (Parameter 'maskValue')", () => Layer.Masking(float.NaN));
        Refused(
            "padding must be one of Valid, Same; received 7. (Parameter 'padding')", () => Layer.Conv1D(1, 1, padding: (Padding)7));
    }

    [TestMethod]
    public void A_pooling_moves_by_its_own_size_by_default()
    {
        Assert.AreEqual(Layer.MaxPooling2D((2, 3), (2, 3)), Layer.MaxPooling2D((2, 3)));
        Assert.AreEqual(Layer.AveragePooling1D(3, 3), Layer.AveragePooling1D(3));
        Assert.AreEqual(new Size2D(2, 2), Layer.MaxPooling2D().Strides);
    }

    private static void Refused(string message, Func<Layer> make) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => make()).Message);
}
