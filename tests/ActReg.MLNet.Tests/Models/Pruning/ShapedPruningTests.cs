using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Recurrent and position-wise dense layers keep their dead units, and so does what they read; dense ones after them do not.</summary>
[TestClass]
public class ShapedPruningTests
{
    private const float Dead = -1000;

    [TestMethod]
    public void In_a_sequence() => AssertOnlyTheDenseLayerShrinks(
        LayerShape.Sequence(6, 2), 3, Layer.Conv1D(3, 2, activation: Activation.Relu), Layer.Dense(4, Activation.Relu),
        Layer.Gru(3, returnSequences: true), Layer.Lstm(3));

    /// <summary>The mask stays.</summary>
    [TestMethod]
    public void In_a_masked_sequence() => AssertOnlyTheDenseLayerShrinks(
        LayerShape.Sequence(6, 2), 3, Layer.Masking(), Layer.Dense(4, Activation.Relu), Layer.Gru(3, returnSequences: true), Layer.GlobalAveragePooling());

    [TestMethod]
    public void In_an_image() => AssertOnlyTheDenseLayerShrinks(
        LayerShape.Image(5, 4, 2), 3, Layer.Conv2D(3, 2, activation: Activation.Relu), Layer.Dense(4, Activation.Relu), Layer.Flatten());

    /// <summary>Their kernels are of rank 2, as a dense layer's, but each of their rows is a feature's.</summary>
    [TestMethod]
    public void Right_before_the_dense_layer() => AssertOnlyTheDenseLayerShrinks(
        LayerShape.Sequence(4, 2), 2, Layer.Dense(4, Activation.Relu), Layer.SimpleRnn(3, bidirectional: true));

    /// <summary>A reshape has a place for each of the units before it; those behind it are pruned.</summary>
    [TestMethod]
    public void Before_a_reshape()
    {
        var random = new Random(1);
        Layer[] layers =
        [
            Layer.Dense(6, Activation.Relu), Layer.Reshape(3, 2), Layer.Activation(Activation.Tanh), Layer.Flatten(), Layer.Dense(5, Activation.Relu),
            Layer.Dense(2),
        ];
        var network = Networks.Random(4, layers, random);
        network.Weights[1].Values[1] = Dead;
        float[] biases = [Dead, 1000, 1000, 1000, 1000];
        biases.CopyTo(network.Weights[3].Values, 0);
        VBuffer<float>[] rows = [.. Enumerable.Range(0, 20).Select(_ => new VBuffer<float>(4, Numbers.Array(random, 4)))];

        var pruned = DeadUnitPruning.Run(network, new NetworkScorer(network), rows, smaller => smaller);

        layers[4] = Layer.Dense(4, Activation.Relu);
        TinyTraining.AreEqual(layers, pruned.Transformer.Plan.Layers);
        Assert.AreEqual(0, pruned.LargestOutputDifference);
    }

    /// <summary>The first unit of every layer but the recurrent ones is dead, and of the dense one two others.</summary>
    private static void AssertOnlyTheDenseLayerShrinks(LayerShape input, int kept, params Layer[] shaped)
    {
        var random = new Random(1);
        Layer[] layers = [.. shaped, Layer.Dense(kept + 3, Activation.Relu), Layer.Dense(9)];
        var network = Networks.Random(input, layers, random);
        foreach (var (place, weight) in network.Plan.Weights.Zip(network.Weights).SkipLast(2))
        {
            if (place.Role == WeightRole.Bias && place.Shape.Length == 1 && !place.Name.Contains("rnn", StringComparison.Ordinal))
                weight.Values[0] = Dead;
        }

        // Whatever comes from below, which is bounded or is no less than 0.
        var (kernel, bias) = (network.Weights[^4].Values, network.Weights[^3].Values);
        for (var unit = 0; unit < bias.Length; unit++)
            bias[unit] = unit < 3 ? Dead : 1000;
        var features = network.Plan.InputSize;
        // Padding, where there is a mask.
        VBuffer<float>[] rows =
        [
            .. Enumerable.Range(0, 20).Select(length => new VBuffer<float>(
                features, [.. Numbers.Array(random, features).Select((value, i) => shaped[0] is MaskingLayer && i / 2 > length ? 0 : value)])),
        ];

        var pruned = DeadUnitPruning.Run(network, new NetworkScorer(network), rows, smaller => smaller);

        var last = layers.Length - 2;
        TinyTraining.AreEqual([.. shaped, Layer.Dense(kept, Activation.Relu), Layer.Dense(9)], pruned.Transformer.Plan.Layers);
        TinyTraining.AreEqual(
            [.. layers.Index().SkipLast(1).Where(layer => layer.Item is DenseLayer or ConvolutionLayer).Select(layer => Same(layer.Index))], pruned.Layers);
        foreach (var (before, after) in network.Weights.SkipLast(4).Zip(pruned.Transformer.Weights))
        {
            TinyTraining.AreEqual(before.Shape, after.Shape, before.Name);
            TinyTraining.AreEqual(before.Values, after.Values, before.Name);
        }

        TinyTraining.AreEqual([kernel.Length / bias.Length, kept], pruned.Transformer.Weights[^4].Shape);
        Assert.AreEqual(0, pruned.LargestOutputDifference);
        foreach (var row in rows)
            TinyTraining.AreEqual(network.Outputs([.. row.DenseValues()]), pruned.Transformer.Outputs([.. row.DenseValues()]));

        PrunedLayer Same(int index)
        {
            var units = layers[index].PrunableChannels!.Value;
            return new(index, units, index == last ? kept : units);
        }
    }
}
