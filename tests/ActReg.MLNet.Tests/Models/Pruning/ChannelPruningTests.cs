using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Dead channels of convolutions go, wherever what follows reads channels one by one.</summary>
[TestClass]
public sealed class ChannelPruningTests
{
    private const float Dead = -10_000;

    /// <summary>Through batch normalization and pooling into another convolution, and through a flattening into a dense layer.</summary>
    [TestMethod]
    public void In_an_image()
    {
        Layer[] Layers(int first, int second) =>
        [
            Layer.Conv2D(first, 3, padding: Padding.Same), Layer.BatchNorm(), Layer.Activation(Activation.Relu), Layer.MaxPooling2D(),
            Layer.Conv2D(second, 2, activation: Activation.Relu), Layer.Dropout(0.5f), Layer.Flatten(), Layer.BatchNorm(), Layer.Dense(9),
        ];

        var network = Random(LayerShape.Image(8, 6, 2), Layers(5, 12));
        Kill(network, "batch_normalization/beta", 0, 3);
        Array.Fill(Weight(network, "conv2d_1/bias").Values, 100);
        Kill(network, "conv2d_1/bias", 1, 4, 11);
        // A normalization that leaves 0 as it is.
        foreach (var name in new[] { "batch_normalization_1/beta", "batch_normalization_1/moving_mean" })
            Array.Clear(Weight(network, name).Values);
        var pruned = AssertPruned(network, Layers(3, 9), new(0, 5, 3), new(4, 12, 9));

        // Of the second kernel, 2 x 2 places, the channels 1, 2 and 4 of the first, and its own that are not dead.
        int[] inputs = [1, 2, 4], outputs = [0, 2, 3, 5, 6, 7, 8, 9, 10];
        var (before, after) = (Weight(network, "conv2d_1/kernel"), Weight(pruned, "conv2d_1/kernel"));
        TinyTraining.AreEqual([2, 2, 3, 9], after.Shape);
        for (var place = 0; place < 4; place++)
        {
            for (var input = 0; input < 3; input++)
            {
                for (var output = 0; output < 9; output++)
                    Assert.AreEqual(before.Values[(place * 5 + inputs[input]) * 12 + outputs[output]], after.Values[(place * 3 + input) * 9 + output]);
            }
        }

        TinyTraining.AreEqual([3 * 2 * 9, 9], Weight(pruned, "dense/kernel").Shape);
    }

    [TestMethod]
    public void In_a_sequence_that_is_pooled_to_units()
    {
        foreach (var pooling in new Layer[] { Layer.GlobalMaxPooling(), Layer.GlobalAveragePooling() })
        {
            Layer[] Layers(int filters, int units) => [Layer.Conv1D(filters, 2, activation: Activation.Relu), pooling, Layer.Dense(units, Activation.Relu), Layer.Dense(9)];
            var network = Random(LayerShape.Sequence(6, 2), Layers(4, 5));
            Kill(network, "conv1d/bias", 2);
            Kill(network, "dense/bias", 0);
            Weight(network, "dense/bias").Values.AsSpan(1).Fill(1000);
            AssertPruned(network, Layers(3, 4), new(0, 4, 3), new(2, 5, 4));
        }
    }

    /// <summary>Each group reads channels of its own, and a normalization over channels depends on all.</summary>
    [TestMethod]
    public void Not_where_something_else_reads_them()
    {
        Layer[] grouped =
        [
            Layer.Conv2D(4, 2, activation: Activation.Relu), Layer.Conv2D(4, 1, groups: 2, activation: Activation.Relu), Layer.Flatten(), Layer.Dense(9),
        ];
        var network = Random(LayerShape.Image(4, 4, 2), grouped);
        Kill(network, "conv2d/bias", 1);
        Kill(network, "conv2d_1/bias", 1);
        AssertPruned(network, grouped, new PrunedLayer(0, 4, 4));

        Layer[] normalized = [Layer.Conv1D(4, 2, activation: Activation.Relu), Layer.LayerNorm(), Layer.Flatten(), Layer.Dense(9)];
        network = Random(LayerShape.Sequence(5, 2), normalized);
        Kill(network, "conv1d/bias", 1);
        AssertPruned(network, normalized, new PrunedLayer(0, 4, 4));
    }

    [TestMethod]
    public void One_stays_where_all_are_dead()
    {
        Layer[] Layers(int filters) => [Layer.Conv1D(filters, 2, activation: Activation.Relu), Layer.Flatten(), Layer.Dense(9)];
        var network = Random(LayerShape.Sequence(5, 2), Layers(3));
        Kill(network, "conv1d/bias", 0, 1, 2);
        AssertPruned(network, Layers(1), new PrunedLayer(0, 3, 1));
    }

    /// <summary>A window of one pixel; the second channel is dead, of the first one all places but one.</summary>
    [TestMethod]
    public void A_report_counts_channels_beside_places()
    {
        var network = Networks.Of(
            LayerShape.Image(2, 2, 1), [Layer.Conv2D(2, 1, activation: Activation.Relu), Layer.Flatten(), Layer.Dense(1)], [1, 1], [0, -5], new float[8], [0]);
        VBuffer<float>[] rows = [new(4, [1, 0, 0, 0]), new(4, [0, -1, -1, 0])];
        var layer = SparsityReport.Create(new NetworkScorer(network), rows).Layers[0];
        Assert.AreEqual((8, 7, 2, 1), (layer.Units, layer.DeadUnits, layer.Channels, layer.DeadChannels));
    }

    /// <summary>Units that are 1 on none, one, two and all of twenty rows, which count -1, 0.5, 2 and 3.</summary>
    [TestMethod]
    [DataRow(0.0, 3, 0.0)]
    [DataRow(0.04, 3, 0.0)]
    [DataRow(0.05, 2, 0.5)]
    [DataRow(0.1, 1, 2.0)]
    public void A_tolerance_takes_nearly_dead_units_too(double tolerance, int units, double difference)
    {
        var network = Networks.Of(
            4, [Layer.Dense(4, Activation.Relu), Layer.Dense(1)], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], new float[4], [-1, 0.5f, 2, 3], [0]);
        VBuffer<float>[] rows = [.. Enumerable.Range(0, 20).Select(row => new VBuffer<float>(4, [0, row == 3 ? 1 : 0, row is 5 or 9 ? 1 : -1, 1]))];
        var pruned = DeadUnitPruning.Run(network, new NetworkScorer(network), rows, smaller => smaller, tolerance);
        TinyTraining.AreEqual([new PrunedLayer(0, 4, units)], pruned.Layers);
        Assert.AreEqual(difference, pruned.LargestOutputDifference);
    }

    [TestMethod]
    [DataRow(-0.1, "-0.1")]
    [DataRow(1.0, "1")]
    [DataRow(double.NaN, "NaN")]
    public void A_tolerance_out_of_range_is_refused(double tolerance, string received)
    {
        var mlContext = new MLContext(seed: 1);
        var data = TinyTraining.Circles(mlContext);
        var model = TinyTraining.Trainer(mlContext).Fit(data);
        Assert.AreEqual(
            $"tolerance must be at least 0 and below 1; received {received}. (Parameter 'tolerance')",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => mlContext.BinaryClassification.PruneDeadUnits(model, data, tolerance)).Message);
        Assert.IsLessThan(1, mlContext.BinaryClassification.PruneDeadUnits(model, data, 0.9).LargestOutputDifference);
    }

    private static TrainedNetwork Random(LayerShape input, Layer[] layers)
    {
        var network = Networks.Random(input, layers, new Random(1));
        foreach (var variance in network.Weights.Where(weight => weight.Name.EndsWith("variance", StringComparison.Ordinal)))
            Array.Fill(variance.Values, 0.5f);
        // No unit is dead but those that a test kills.
        foreach (var offset in network.Weights.Where(weight => weight.Name.EndsWith("/bias", StringComparison.Ordinal) || weight.Name.EndsWith("/beta", StringComparison.Ordinal)))
            Array.Fill(offset.Values, 2);
        return network;
    }

    private static WeightTensor Weight(TrainedNetwork network, string name) => network.Weights.Single(weight => weight.Name == name);

    private static void Kill(TrainedNetwork network, string name, params int[] units)
    {
        foreach (var unit in units)
            Weight(network, name).Values[unit] = Dead;
    }

    private static TrainedNetwork AssertPruned(TrainedNetwork network, Layer[] layers, params PrunedLayer[] expected)
    {
        var random = new Random(2);
        var features = network.Plan.InputSize;
        VBuffer<float>[] rows = [.. Enumerable.Range(0, 20).Select(_ => new VBuffer<float>(features, Numbers.Array(random, features)))];
        var pruned = DeadUnitPruning.Run(network, new NetworkScorer(network), rows, smaller => smaller);
        TinyTraining.AreEqual(expected, pruned.Layers);
        TinyTraining.AreEqual(layers, pruned.Transformer.Plan.Layers);
        foreach (var (place, weight) in pruned.Transformer.Plan.Weights.Zip(pruned.Transformer.Weights))
            TinyTraining.AreEqual(place.Shape, weight.Shape, weight.Name);
        Assert.AreEqual(0, pruned.LargestOutputDifference);
        foreach (var row in rows)
            TinyTraining.AreEqual(network.Outputs([.. row.DenseValues()]), pruned.Transformer.Outputs([.. row.DenseValues()]));
        return pruned.Transformer;
    }
}
