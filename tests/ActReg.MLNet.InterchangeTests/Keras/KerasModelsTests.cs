namespace ActReg.MLNet.InterchangeTests.Keras;

/// <summary>Models of Golden/make_keras_fixtures.py: files laid out as Keras's sources lay them out, and outputs by NumPy.</summary>
[TestClass]
public sealed class KerasModelsTests
{
    private static readonly string[] Models = ["dense", "image", "words", "series", "masked", "nested"];

    public static IEnumerable<object[]> Files =>
        from model in Models
        from pair in new[] { (".keras", ".keras"), (".keras", ".weights.h5"), (".h5", ".h5"), (".h5", "-weights.h5") }
        select new object[] { model, pair.Item1, pair.Item2 };

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void Scores_are_those_of_Kerass_formulas(string model, string description, string weights)
    {
        var network = KerasFile.ReadNetwork(Golden.At("keras", model + description));
        var (rows, expected) = Golden.Keras(model);
        ScoredNetwork.AreEqual(expected, ScoredNetwork.Scores(network, KerasFile.ReadWeights(Golden.At("keras", model + weights)), rows, network.LayerNames));
    }

    /// <summary>Numbers in groups' names tell what shapes do not.</summary>
    [TestMethod]
    [DataRow("dense.keras")]
    [DataRow("words.weights.h5")]
    [DataRow("series.h5")]
    public void Weights_are_found_without_names(string file)
    {
        var model = file[..file.IndexOf('.', StringComparison.Ordinal)];
        var (rows, expected) = Golden.Keras(model);
        ScoredNetwork.AreEqual(
            expected, ScoredNetwork.Scores(KerasFile.ReadNetwork(Golden.At("keras", $"{model}.keras")), KerasFile.ReadWeights(Golden.At("keras", file)), rows, names: null));
    }

    /// <summary>Layers of one shape that users gave names: only the order in the file says which is which, and <see cref="KerasNetwork.LayerNames"/> has it.</summary>
    [TestMethod]
    public void Layers_that_only_their_order_tells_apart_are_not_guessed()
    {
        var network = KerasFile.ReadNetwork(Golden.At("keras", "dense.h5"));
        var (rows, _) = Golden.Keras("dense");
        var exception = Assert.ThrowsExactly<ArgumentException>(() => ScoredNetwork.Scores(network, KerasFile.ReadWeights(Golden.At("keras", "dense.h5")), rows, names: null));
        Assert.Contains("whose names say nothing of their order", exception.Message);
        Assert.AreEqual(("first", "z", "a", "dense", "scores"), (network.LayerNames["dense"], network.LayerNames["dense_1"], network.LayerNames["dense_2"], network.LayerNames["dense_3"], network.LayerNames["dense_8"]));
    }

    [TestMethod]
    [DataRow(".keras", "3.16.0")]
    [DataRow(".h5", "2.15.0")]
    public void All_that_layers_say_is_taken(string extension, string version)
    {
        var network = KerasFile.ReadNetwork(Golden.At("keras", $"dense{extension}"));
        var mean = ActivityReduction.BatchMean;
        Assert.AreSequenceEqual(
            new Layer[]
            {
                Layer.Dense(8, Activation.Relu, ActivityRegularizer.L1(1e-4f, mean), KernelRegularizer.L2(1e-3f)), Layer.BatchNorm(), Layer.Dropout(0.25f), Layer.Dense(8, Activation.Gelu()), Layer.LayerNorm(),
                Layer.Dense(8).Frozen(), Layer.Activation(Activation.LeakyRelu(0.1f)), Layer.ActivityRegularization(ActivityRegularizer.L1L2(0.01f, 0.02f, mean)), Layer.Dense(8, Activation.Silu),
                Layer.Activation(Activation.Elu(0.5f)), Layer.Dense(8, Activation.LeakyRelu(0.2f)), Layer.Dense(8, Activation.Mish), Layer.Dense(8, Activation.Selu), Layer.Dense(8, Activation.Elu()),
                Layer.Activation(Activation.Relu),
            },
            network.Layers);
        Assert.AreEqual((version, mean, 3, KerasOutputActivation.Softmax), (network.KerasVersion, network.ActivityReduction, network.OutputUnits, network.OutputActivation));
        Assert.AreSequenceEqual([6], network.InputShape);
        Assert.IsNull(network.OutputKernelRegularizer);
        Assert.StartsWith("[6]\n", network.ToString().ReplaceLineEndings("\n"));
        Assert.EndsWith("3 units, Softmax", network.ToString());
    }

    [TestMethod]
    [DataRow(".keras")]
    [DataRow(".h5")]
    public void An_images_channels_come_first(string extension)
    {
        var network = KerasFile.ReadNetwork(Golden.At("keras", $"image{extension}"));
        Assert.AreSequenceEqual([2, 8, 10], network.InputShape);
        Assert.AreEqual(Layer.Conv2D(4, 3, padding: Padding.Same, groups: 2, kernelRegularizer: KernelRegularizer.L1L2(0.001f, 0.002f)), network.Layers[0]);
        Assert.AreEqual(Layer.Conv2DTranspose(3, (3, 4), (2, 3), Padding.Same, activation: Activation.Elu()), network.Layers[7]);
        Assert.AreEqual(Layer.AveragePooling2D((3, 2), 2, Padding.Same), network.Layers[8]);
        Assert.AreEqual(Layer.Reshape(-1, 5), network.Layers[11]);
        Assert.AreEqual(KerasOutputActivation.Sigmoid, network.OutputActivation);
    }

    /// <summary>What reads forward comes first.</summary>
    [TestMethod]
    [DataRow("words.keras", "bidirectional/", "bidirectional/forward_layer/cell/0 [4, 20]; bidirectional/forward_layer/cell/1 [5, 20]; bidirectional/forward_layer/cell/2 [20]; "
        + "bidirectional/backward_layer/cell/0 [4, 20]; bidirectional/backward_layer/cell/1 [5, 20]; bidirectional/backward_layer/cell/2 [20]")]
    [DataRow("words.h5", "bidirectional_1/", "bidirectional_1/forward_gru/gru_cell/kernel [10, 9]; bidirectional_1/forward_gru/gru_cell/recurrent_kernel [3, 9]; bidirectional_1/forward_gru/gru_cell/bias [2, 9]; "
        + "bidirectional_1/backward_gru/gru_cell/kernel [10, 9]; bidirectional_1/backward_gru/gru_cell/recurrent_kernel [3, 9]; bidirectional_1/backward_gru/gru_cell/bias [2, 9]")]
    [DataRow("nested.keras", "sequential", "sequential.dense/0 [5, 5]; sequential.dense/1 [5]; sequential.dense_1/0 [5, 5]; sequential.dense_1/1 [5]")]
    [DataRow("nested.h5", "encoder", "encoder.dense/kernel [5, 5]; encoder.dense/bias [5]; encoder.dense_1/kernel [5, 5]; encoder.dense_1/bias [5]")]
    [DataRow("image.weights.h5", "batch", "batch_normalization/0 [4]; batch_normalization/1 [4]; batch_normalization/2 [4]; batch_normalization/3 [4]")]
    [DataRow("image-weights.h5", "batch", "batch_normalization/gamma [4]; batch_normalization/beta [4]; batch_normalization/moving_mean [4]; batch_normalization/moving_variance [4]")]
    [DataRow("dense.keras", "dropout", "")]
    public void Tensors_have_layers_and_weights_in_their_names(string file, string start, string expected) => Assert.AreEqual(
        expected, string.Join("; ", KerasFile.ReadWeights(Golden.At("keras", file)).Where(tensor => tensor.Name.StartsWith(start, StringComparison.Ordinal))));
}
