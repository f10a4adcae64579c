using CsCheck;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>What goes, what stays, and what the difference is.</summary>
[TestClass]
public sealed class DeadUnitPruningTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>
    /// On (1, 0), (0, 1), (-1, -1), ReLU units x0, x0 + x1 - 5, x1, -x0 - 5 and -x0 - x1 are dead at the second and fourth place; of what they
    /// feed, the first unit, minus the sum of all, is dead.
    /// </summary>
    [TestMethod]
    public void Dead_units_go_with_their_weights()
    {
        var network = Networks.Of(
            2, [Layer.Dense(5, Activation.Relu, ActivityRegularizer.L1()), Layer.Dense(2, Activation.Relu), Layer.Dense(1)],
            [1, 1, 0, -1, -1, 0, 1, 1, 0, -1], [0, -5, 0, -5, 0],
            [-1, 2, -1, 4, -1, 6, -1, 8, -1, 10], [0, 0.5f],
            [3, 7], [11]);
        var pruned = Prune(network, Points());
        TinyTraining.AreEqual([new PrunedLayer(0, 5, 3), new PrunedLayer(1, 2, 1)], pruned.Layers);
        Assert.AreEqual(3, pruned.RowCount);
        TinyTraining.AreEqual(
            [Layer.Dense(3, Activation.Relu, ActivityRegularizer.L1()), Layer.Dense(1, Activation.Relu), Layer.Dense(1)], pruned.Transformer.Layers);
        float[][] expected = [[1, 0, -1, 0, 1, -1], [0, 0, 0], [2, 6, 10], [0.5f], [7], [11]];
        int[][] shapes = [[2, 3], [3], [3, 1], [1], [1, 1], [1]];
        foreach (var (weight, (values, shape)) in pruned.Transformer.Weights.Zip(expected.Zip(shapes)))
        {
            TinyTraining.AreEqual(values, weight.Values, weight.Name);
            TinyTraining.AreEqual(shape, weight.Shape, weight.Name);
        }

        TinyTraining.AreEqual(network.Weights.Select(weight => weight.Name), pruned.Transformer.Weights.Select(weight => weight.Name));
        Assert.AreSame(network.Settings, pruned.Transformer.Settings);
        // Small whole numbers: no sum is rounded, in whichever order.
        Assert.AreEqual(0, pruned.LargestOutputDifference);
    }

    /// <summary>Units -1, 0 and 1 before their activations; what the next layer reads is 0, 0, 1 after a ReLU, and no 0 after a sigmoid on top.</summary>
    [TestMethod]
    [DataRow(false, 1)]
    [DataRow(true, 3)]
    public void What_the_next_dense_layer_reads_decides(bool sigmoidOnTop, int unitsAfter)
    {
        Layer[] top = sigmoidOnTop ? [Layer.Activation(Activation.Sigmoid)] : [];
        var network = Networks.Of(
            2, [Layer.Dense(3), Layer.Activation(Activation.Relu), .. top, Layer.Dense(1)], new float[6], [-1, 0, 1], [1, 1, 1], [0]);
        Assert.AreEqual(new PrunedLayer(0, 3, unitsAfter), Prune(network, Points()).Layers.Single());
    }

    [TestMethod]
    public void Constants_that_are_not_0_stay()
    {
        var network = Networks.Of(2, [Layer.Dense(3, Activation.Relu), Layer.Dense(1)], new float[6], [2, 1e-40f, 3], [1, 1, 1], [0]);
        var pruned = Prune(network, Points());
        Assert.AreEqual(new PrunedLayer(0, 3, 3), pruned.Layers.Single());
        Assert.AreEqual(0, pruned.LargestOutputDifference);
    }

    /// <summary>And the layers after it still see its bias.</summary>
    [TestMethod]
    public void A_layer_of_dead_units_keeps_one()
    {
        var network = Networks.Of(
            2, [Layer.Dense(3, Activation.Relu), Layer.Dense(2), Layer.Dense(1)],
            new float[6], [-1, -1, -1], [1, 2, 3, 4, 5, 6], [0.25f, 0.5f], [1, 1], [0]);
        var pruned = Prune(network, Points());
        TinyTraining.AreEqual([new PrunedLayer(0, 3, 1), new PrunedLayer(1, 2, 2)], pruned.Layers);
        TinyTraining.AreEqual([1, 2], pruned.Transformer.Weights[2].Values);
        Assert.AreEqual(0.75f, Outputs(pruned.Transformer, [9, 9])[0]);
    }

    /// <summary>An activation on the features is no dense layer's, and a linear model has none to prune.</summary>
    [TestMethod]
    public void Features_stay()
    {
        var network = Networks.Of(2, [Layer.Activation(Activation.Relu), Layer.Dense(1)], [1, 1], [0]);
        var pruned = Prune(network, Data.Binary(_mlContext, 2, [-1, -1], [true]));
        Assert.IsEmpty(pruned.Layers);
        Assert.AreEqual(2, pruned.Transformer.InputSize);
        TinyTraining.AreEqual(network.Layers, pruned.Transformer.Layers);
    }

    /// <summary>The proof holds for the rows it was made on: of (1, 1), the second row, the unit x0 + x1 - 1.5 makes 0.5.</summary>
    [TestMethod]
    public void Other_rows_may_need_what_went()
    {
        var network = Networks.Of(2, [Layer.Dense(2, Activation.Relu), Layer.Dense(1)], [1, 1, 0, 1], [0, -1.5f], [1, 1], [0]);
        var pruned = Prune(network, Data.Binary(_mlContext, 2, [1, 0], [true]));
        Assert.AreEqual(new PrunedLayer(0, 2, 1), pruned.Layers.Single());
        Assert.AreEqual(0, pruned.LargestOutputDifference);
        Assert.AreEqual(1.5f, Outputs(network, [1, 1])[0]);
        Assert.AreEqual(1f, Outputs(pruned.Transformer, [1, 1])[0]);
        Assert.AreEqual(new PrunedLayer(0, 2, 2), Prune(network, Data.Binary(_mlContext, 2, [1, 0, 1, 1], [true, true])).Layers.Single());
    }

    /// <summary>Sums in the order of the units lose nothing but zeros: eight outputs or more stay the same to the last bit.</summary>
    [TestMethod]
    public void From_eight_outputs_on_nothing_changes() => Cases(Gen.Int[8, 20]).Sample(
        c =>
        {
            var (network, rows, data) = Make(c);
            var pruned = Prune(network, data);
            AssertTheKilledAreGone(c.Killed, network, pruned);
            Assert.AreEqual(0, pruned.LargestOutputDifference);
            foreach (var row in rows.Take(40))
                TinyTraining.AreEqual(Outputs(network, row), Outputs(pruned.Transformer, row));
        },
        iter: 60, threads: 1);

    /// <summary>Fewer outputs are sums of partial sums: they differ by roundings, and by none where no unit goes.</summary>
    [TestMethod]
    public void Below_eight_outputs_only_roundings_change() => Cases(Gen.Int[1, 7]).Sample(
        c =>
        {
            var (network, rows, data) = Make(c);
            var pruned = Prune(network, data);
            AssertTheKilledAreGone(c.Killed, network, pruned);
            if (pruned.Layers.All(layer => layer.UnitsAfter == layer.UnitsBefore))
                Assert.AreEqual(0, pruned.LargestOutputDifference);
            Assert.IsLessThanOrEqualTo(2 * LargestRounding(network, rows), pruned.LargestOutputDifference);
        },
        iter: 60, threads: 1);

    [TestMethod]
    public void Rows_that_are_not_finite_are_left_out()
    {
        var network = Networks.Of(2, [Layer.Dense(2, Activation.Relu), Layer.Dense(1)], [1, 0, 0, 1], [0, 0], [1, 1], [0]);
        var pruned = Prune(network, Data.Binary(_mlContext, 2, [1, -1, float.NaN, 1, 2, -2], [true, true, true]));
        Assert.AreEqual(2, pruned.RowCount);
        Assert.AreEqual(new PrunedLayer(0, 2, 1), pruned.Layers.Single());
    }

    [TestMethod]
    public void A_layer_of_another_kind_is_refused()
    {
        var network = Networks.Of(2, [Layer.Dense(1)], [1, 1], [0]) with { Layers = [Layer.Dense(2), new OtherLayer(), Layer.Dense(1)] };
        var error = Assert.ThrowsExactly<ArgumentException>(() => Prune(network, Points()));
        Assert.AreEqual("layers[1] must be a dense or an activation layer for units to be pruned; received OtherLayer.", error.Message);
    }

    private static PrunedModel<TrainedNetwork> Prune(TrainedNetwork network, IDataView data) =>
        DeadUnitPruning.Run(network.ToModel(), data, "Features", pruned => pruned);

    private IDataView Points() => Data.Binary(_mlContext, 2, [1, 0, 0, 1, -1, -1], [true, false, true]);

    private static Gen<(int Inputs, int[] Units, int Outputs, int Killed, int Rows, int Seed)> Cases(Gen<int> outputs) =>
        Gen.Select(
            Gen.Int[1, 20], Gen.OneOf(Gen.Int[2, 40], Gen.Int[120, 300]).Array[1, 3], outputs, Gen.Int[0, 90], Gen.Int[1, 300], Gen.Int);

    /// <summary>A random network, some percent of whose units are killed by weights of 0: all of these activations keep 0.</summary>
    private (TrainedNetwork Network, float[][] Rows, IDataView Data) Make((int Inputs, int[] Units, int Outputs, int Killed, int Rows, int Seed) c)
    {
        var random = new Random(c.Seed);
        Activation[] functions = [Activation.Relu, Activation.Tanh, Activation.Gelu(), Activation.Linear];
        var network = Networks.Random(
            c.Inputs, [.. c.Units.Select(units => Layer.Dense(units, functions[random.Next(4)])), Layer.Dense(c.Outputs)], random);
        for (var layer = 0; layer < c.Units.Length; layer++)
        {
            var (kernel, bias) = (network.Weights[2 * layer].Values, network.Weights[2 * layer + 1].Values);
            for (var unit = 0; unit < Killed(c.Killed, c.Units[layer]); unit++)
            {
                // Spread over the layer, so that those that remain move to other places.
                var dead = unit * 7919 % c.Units[layer];
                bias[dead] = 0;
                for (var input = 0; input < kernel.Length / bias.Length; input++)
                    kernel[input * bias.Length + dead] = 0;
            }
        }

        float[][] rows = [.. Enumerable.Range(0, c.Rows).Select(_ => Numbers.Array(random, c.Inputs))];
        return (network, rows, Data.Binary(_mlContext, c.Inputs, [.. rows.SelectMany(row => row)], new bool[c.Rows]));
    }

    private static int Killed(int percent, int units) => units * percent / 100;

    private static void AssertTheKilledAreGone(int percent, TrainedNetwork network, PrunedModel<TrainedNetwork> pruned)
    {
        foreach (var layer in pruned.Layers)
        {
            var units = ((DenseLayer)network.Layers[layer.LayerIndex]).Units;
            Assert.AreEqual(units, layer.UnitsBefore);
            Assert.IsLessThanOrEqualTo(units - Killed(percent, units), layer.UnitsAfter);
            Assert.AreEqual(layer.UnitsAfter, ((DenseLayer)pruned.Transformer.Layers[layer.LayerIndex]).Units);
        }
    }

    /// <summary>What rounding can make of an output: of each product's at most as many as follow it, one more, and the bias's.</summary>
    private static double LargestRounding(TrainedNetwork network, float[][] rows)
    {
        var (kernel, bias) = (network.Weights[^2], network.Weights[^1]);
        var hidden = network with { Layers = [.. network.Layers.SkipLast(1)], Weights = [.. network.Weights.SkipLast(2)] };
        double largest = 0;
        foreach (var values in rows.Select(row => Outputs(hidden, row)))
        {
            for (var output = 0; output < bias.Values.Length; output++)
            {
                var magnitude = Math.Abs(bias.Values[output])
                    + values.Select((value, i) => Math.Abs((double)value * kernel.Values[i * bias.Values.Length + output])).Sum();
                largest = Math.Max(largest, magnitude);
            }
        }

        return largest * (kernel.Shape[0] / 32 + 10) * Math.Pow(2, -24);
    }

    /// <summary>The last layer's outputs for one row.</summary>
    private static float[] Outputs(TrainedNetwork network, float[] row)
    {
        var scorer = new NetworkScorer(network);
        var buffers = scorer.CreateBuffers(1);
        row.CopyTo(buffers.Input.Span);
        scorer.Run(1, buffers);
        return [.. buffers.FirstRow];
    }

    private sealed record OtherLayer() : Layer((ActivityRegularizer?)null);
}
