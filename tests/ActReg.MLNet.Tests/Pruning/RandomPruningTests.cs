using CsCheck;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Random networks of up to three hidden layers, some of whose units are dead.</summary>
[TestClass]
public sealed class RandomPruningTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>Sums in the order of the units lose nothing but zeros: the outputs stay the same to the last bit.</summary>
    [TestMethod]
    public void From_eight_outputs_on_nothing_changes() => Cases(outputs: Gen.Int[8, 20]).Sample(
        c =>
        {
            var (network, rows) = Make(c);
            var data = Data.Binary(_mlContext, c.Inputs, [.. rows.SelectMany(row => row)], new bool[c.Rows]);
            var pruned = DeadUnitPruningTests.Prune(network, data);
            AssertTheKilledAreGone(c.Killed, network, pruned);
            Assert.AreEqual(0, pruned.LargestOutputDifference);
            foreach (var row in rows.Take(40))
                TinyTraining.AreEqual(network.Outputs(row), pruned.Transformer.Outputs(row));
        },
        iter: 60, threads: 1);

    /// <summary>Fewer outputs are sums of partial sums: they differ by roundings, and by none where no unit goes.</summary>
    [TestMethod]
    public void Below_eight_outputs_only_roundings_change() => Cases(outputs: Gen.Int[1, 7]).Sample(
        c =>
        {
            var (network, rows) = Make(c);
            var data = Data.Binary(_mlContext, c.Inputs, [.. rows.SelectMany(row => row)], new bool[c.Rows]);
            var pruned = DeadUnitPruningTests.Prune(network, data);
            AssertTheKilledAreGone(c.Killed, network, pruned);
            if (pruned.Layers.All(layer => layer.UnitsAfter == layer.UnitsBefore))
                Assert.AreEqual(0, pruned.LargestOutputDifference);
            Assert.IsLessThanOrEqualTo(2 * LargestRounding(network, rows), pruned.LargestOutputDifference);
        },
        iter: 60, threads: 1);

    private static Gen<Case> Cases(Gen<int> outputs) => Gen.Select(
        Gen.Int[1, 20], Gen.OneOf(Gen.Int[2, 40], Gen.Int[120, 300]).Array[1, 3], outputs,
        Gen.OneOf(Gen.Const(0), Gen.Int[1, 90]), Gen.Int[1, 300], Gen.Int,
        (inputs, units, outputCount, killed, rows, seed) => new Case(inputs, units, outputCount, killed, rows, seed));

    /// <summary>A random network, some of whose units are killed by weights of 0 (all of these activations keep 0), and rows.</summary>
    private static (TrainedNetwork Network, float[][] Rows) Make(Case c)
    {
        var random = new Random(c.Seed);
        Activation[] functions = [Activation.Relu, Activation.Tanh, Activation.Gelu(), Activation.Linear];
        Layer[] hidden = [.. c.Units.Select(units => Layer.Dense(units, functions[random.Next(4)]))];
        var network = Networks.Random(c.Inputs, [.. hidden, Layer.Dense(c.Outputs)], random);
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

        return (network, [.. Enumerable.Range(0, c.Rows).Select(_ => Numbers.Array(random, c.Inputs))]);
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

    /// <summary>The most that rounding makes of an output: 32 partial sums, so that many roundings fewer.</summary>
    private static double LargestRounding(TrainedNetwork network, float[][] rows)
    {
        var (kernel, bias) = (network.Weights[^2], network.Weights[^1]);
        var hidden = network with { Layers = [.. network.Layers.SkipLast(1)], Weights = [.. network.Weights.SkipLast(2)] };
        double largest = 0;
        foreach (var values in rows.Select(row => hidden.Outputs(row)))
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

    /// <param name="Inputs">The features.</param>
    /// <param name="Units">The hidden layers' units.</param>
    /// <param name="Outputs">The outputs.</param>
    /// <param name="Killed">The percentage of each hidden layer's units that are killed.</param>
    /// <param name="Rows">The rows.</param>
    /// <param name="Seed">Of all else.</param>
    private sealed record Case(int Inputs, int[] Units, int Outputs, int Killed, int Rows, int Seed);
}
