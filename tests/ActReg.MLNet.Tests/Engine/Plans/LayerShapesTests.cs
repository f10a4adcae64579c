namespace ActReg.MLNet.Tests;

/// <summary>What each layer of a plan puts out, one of every kind.</summary>
[TestClass]
public class LayerShapesTests
{
    private static readonly (LayerShape Input, (Layer Layer, string Shape)[] Layers)[] Networks =
    [
        (6,
            [
                (Layer.Dense(9, Activation.Tanh), "[9]"), (Layer.Activation(Activation.Relu), "[9]"), (Layer.Dropout(0.5f), "[9]"),
                (Layer.BatchNorm(), "[9]"), (Layer.TopK(3), "[9]"), (Layer.BatchTopK(3), "[9]"), (Layer.LayerNorm(), "[9]"),
                (Layer.ParametricActivation(Activation.Mish), "[9]"), (Layer.Scale(), "[9]"), (Layer.ActivityRegularization(ActivityRegularizer.L1()), "[9]"),
                (Layer.Flatten(), "[9]"), (Layer.Dense(2), "[2]"),
            ]),
        (LayerShape.Image(8, 7, 3),
            [
                (Layer.Conv2D(4, 3, activation: Activation.Relu), "[6, 5, 4]"), (Layer.Conv2D(6, 2, 2, Padding.Same, groups: 2), "[3, 3, 6]"),
                (Layer.MaxPooling2D(2, 1), "[2, 2, 6]"), (Layer.BatchNorm(), "[2, 2, 6]"), (Layer.LayerNorm(), "[2, 2, 6]"),
                (Layer.Dense(5, Activation.Silu), "[2, 2, 5]"), (Layer.GlobalAveragePooling(), "[5]"),
            ]),
        (LayerShape.Image(4, 3, 2),
            [(Layer.AveragePooling2D((2, 1)), "[2, 3, 2]"), (Layer.Flatten(), "[12]"), (Layer.Dense(1), "[1]")]),
        (LayerShape.Image(4, 3, 2), [(Layer.AveragePooling2D((2, 1)), "[2, 3, 2]"), (Layer.Flatten(), "[12]")]),
        (5,
            [
                (Layer.Embedding(7, 3), "[5, 3]"), (Layer.Conv1D(4, 2), "[4, 4]"), (Layer.MaxPooling1D(), "[2, 4]"),
                (Layer.Gru(3, returnSequences: true, bidirectional: true), "[2, 6]"), (Layer.Dropout(0.1f), "[2, 6]"),
                (Layer.Dense(4), "[2, 4]"), (Layer.SimpleRnn(5, returnSequences: true), "[2, 5]"),
                (Layer.Lstm(2, bidirectional: true), "[4]"), (Layer.Dense(3, Activation.Sigmoid), "[3]"),
            ]),
        (3, [(new ImputationLayer([0, 2]), "[5]"), (Layer.RobustScaling(), "[5]"), (Layer.Dense(1), "[1]")]),
        (9, [(Layer.CategoryEmbedding(blocks: [new(1, 2), new(4, 5)]), "[6]"), (Layer.PeriodicEmbedding(), "[12]")]),
        (3, [(Layer.PeriodicEmbedding(), "[12]"), (Layer.PeriodicEmbedding(5, 2), "[24]")]),
        (LayerShape.Sequence(6, 2), [(Layer.Masking(), "[6, 2]"), (Layer.Gru(3), "[3]"), (Layer.Dense(1), "[1]")]),
        (12,
            [
                (Layer.Reshape(2, 3, 2), "[2, 3, 2]"), (Layer.Conv2DTranspose(4, 3, activation: Activation.Relu), "[4, 5, 4]"),
                (Layer.Conv2DTranspose(3, (2, 3), (2, 1), Padding.Same), "[8, 5, 3]"), (Layer.UpSampling2D((1, 2)), "[8, 10, 3]"),
                (Layer.Reshape(-1, 6), "[40, 6]"), (Layer.UpSampling1D(), "[80, 6]"), (Layer.Gru(2), "[2]"),
                (Layer.RepeatVector(4), "[4, 2]"), (Layer.Reshape(-1), "[8]"), (Layer.Dense(1), "[1]"),
            ]),
        (3, [(Layer.PiecewiseLinearEncoding(), "[3]"), (Layer.Dense(2), "[2]")]),
        (4, [(new PiecewiseLinearEncodingLayer(4, [1, 4, 1, 2]), "[8]"), (Layer.CategoryEmbedding(5, blocks: [new(2, 1)]), "[12]")]),
        (6, [(new PreBiasLayer(), "[6]"), (new CodeLayer(9, CodeSparsity.TopK(2)), "[9]"), (new DecoderLayer(isTied: false), "[6]")]),
        (3,
            [
                (Layer.BatchEnsemble(4), "[4, 3]"), (Layer.Dense(5, Activation.Relu), "[4, 5]"), (Layer.Dropout(0.1f), "[4, 5]"),
                (new MemberOutputLayer(2, MemberMean.Softmax), "[2]"),
            ]),
    ];

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    [DataRow(7)]
    [DataRow(8)]
    [DataRow(9)]
    [DataRow(10)]
    [DataRow(11)]
    [DataRow(12)]
    [DataRow(13)]
    public void Are_one_for_each_layer(int network)
    {
        var (input, layers) = Networks[network];
        var plan = NetworkPlanner.Plan(input, [.. layers.Select(layer => layer.Layer)]);
        TinyTraining.AreEqual(layers.Select(layer => layer.Shape), plan.LayerShapes.Select(shape => LayerShape.Text(shape.ToArray())));
        Assert.AreEqual(plan.LayerShapes[^1], plan.Output);
    }

    [TestMethod]
    public void Every_kind_of_layer_is_there()
    {
        var there = Networks.SelectMany(network => network.Layers).Select(layer => layer.Layer.GetType()).ToHashSet();
        foreach (var type in typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract))
            Assert.Contains(type, there);
    }
}
