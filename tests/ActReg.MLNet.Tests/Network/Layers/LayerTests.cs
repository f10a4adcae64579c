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
        Refused("frequencies must be at least 1; received 0. (Parameter 'frequencies')", () => Layer.PeriodicEmbedding(0));
        Refused("width must be at least 2; received 1. (Parameter 'width')", () => Layer.PeriodicEmbedding(width: 1));
        Refused("sigma must be finite and greater than 0; received 0. (Parameter 'sigma')", () => Layer.PeriodicEmbedding(sigma: 0));
        Refused("bins must be at least 1; received 0. (Parameter 'bins')", () => Layer.PiecewiseLinearEncoding(0));
        Refused("rows must be at least 1; received 0. (Parameter 'rows')", () => Layer.Dense(1, biasInitializer: BiasInitializer.HePlus(0)));
        Refused("units must be at least 1; received 0. (Parameter 'units')", () => Layer.CategoryEmbedding(0));
        Refused("fewestCategories must be at least 1; received 0. (Parameter 'fewestCategories')", () => Layer.CategoryEmbedding(fewestCategories: 0));
        Refused("members must be at least 2; received 1. (Parameter 'members')", () => Layer.BatchEnsemble(1));
        Refused("n must be at least 1; received 0. (Parameter 'n')", () => Layer.RepeatVector(0));
        Refused("size must be at least 1; received 0. (Parameter 'size')", () => Layer.UpSampling1D(0));
        Refused("size must be at least 1 in height and width; received (2, 0). (Parameter 'size')", () => Layer.UpSampling2D((2, 0)));
        Refused("filters must be at least 1; received 0. (Parameter 'filters')", () => Layer.Conv2DTranspose(0, 3));
        Refused("kernelSize must be at least 1 in height and width; received (3, 0). (Parameter 'kernelSize')", () => Layer.Conv2DTranspose(1, (3, 0)));
        Refused("strides must be at least 1 in height and width; received (0, 0). (Parameter 'strides')", () => Layer.Conv2DTranspose(1, 3, 0));
        Refused(
            "dilationRate must be at least 1 in height and width; received (1, -1). (Parameter 'dilationRate')",
            () => Layer.Conv2DTranspose(1, 3, dilationRate: (1, -1)));
        Refused("padding must be one of Valid, Same; received 7. (Parameter 'padding')", () => Layer.Conv2DTranspose(1, 1, padding: (Padding)7));
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

    [TestMethod]
    public void Decoders_have_Kerass_defaults()
    {
        Assert.AreEqual(Layer.UpSampling2D((2, 2)), Layer.UpSampling2D());
        Assert.AreEqual(Layer.UpSampling1D(2), Layer.UpSampling1D());
        Assert.AreEqual(Layer.Conv2DTranspose(3, 2, (1, 1), Padding.Valid, (1, 1), Activation.Linear), Layer.Conv2DTranspose(3, 2));
    }

    [TestMethod]
    public void A_transposed_convolution_takes_the_trainers_kernel_regularizer_where_it_has_none()
    {
        var (own, everywhere) = (KernelRegularizer.L1(0.1f), KernelRegularizer.L2(0.2f));
        Assert.AreEqual(Layer.Conv2DTranspose(3, 2, kernelRegularizer: everywhere), Layer.Conv2DTranspose(3, 2).WithDefault(everywhere));
        Assert.AreEqual(
            Layer.Conv2DTranspose(3, 2, kernelRegularizer: own), Layer.Conv2DTranspose(3, 2, kernelRegularizer: own).WithDefault(everywhere));
    }

    [TestMethod]
    [DataRow(new int[0], "targetShape must be [units], [timesteps, features] or [height, width, channels]; received []. (Parameter 'targetShape')")]
    [DataRow(
        new[] { 1, 2, 3, 4 },
        "targetShape must be [units], [timesteps, features] or [height, width, channels]; received [1, 2, 3, 4]. (Parameter 'targetShape')")]
    [DataRow(new[] { 0, 3 }, "targetShape must have dimensions of at least 1, but for one that may be -1; received [0, 3]. (Parameter 'targetShape')")]
    [DataRow(new[] { -2, 3 }, "targetShape must have dimensions of at least 1, but for one that may be -1; received [-2, 3]. (Parameter 'targetShape')")]
    [DataRow(new[] { -1, -1 }, "targetShape must have dimensions of at least 1, but for one that may be -1; received [-1, -1]. (Parameter 'targetShape')")]
    public void A_shape_that_is_none_is_refused(int[] shape, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(() => Layer.Reshape(shape)).Message);

    [TestMethod]
    public void A_target_shape_is_a_value()
    {
        int[] shape = [2, -1];
        var layer = Layer.Reshape(shape);
        shape[0] = 3;
        Assert.AreEqual(Layer.Reshape(2, -1), layer);
        Assert.AreNotEqual(Layer.Reshape(shape), layer);
        Assert.Contains("TargetShape = [2, -1]", layer.ToString());
    }

    private static void Refused(string message, Func<Layer> make) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => make()).Message);
}
