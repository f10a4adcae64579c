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

    /// <summary>
    /// Sums in double precision change by less than any float shows, but for one in many millions. So the cases are always the same.
    /// </summary>
    [TestMethod]
    public void Below_eight_outputs_nothing_changes_either()
    {
        var random = new Random(1);
        for (var i = 0; i < 60; i++)
        {
            int[] units = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(2, 300))];
            var c = new Case(random.Next(1, 21), units, random.Next(1, 8), random.Next(0, 91), random.Next(1, 301), Seed: i);
            var (network, rows) = Make(c);
            var data = Data.Binary(_mlContext, c.Inputs, [.. rows.SelectMany(row => row)], new bool[c.Rows]);
            var pruned = DeadUnitPruningTests.Prune(network, data);
            AssertTheKilledAreGone(c.Killed, network, pruned);
            Assert.AreEqual(0, pruned.LargestOutputDifference, $"case {i}");
        }
    }

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
            var units = ((DenseLayer)network.Plan.Layers[layer.LayerIndex]).Units;
            Assert.AreEqual(units, layer.UnitsBefore);
            Assert.IsLessThanOrEqualTo(units - Killed(percent, units), layer.UnitsAfter);
            Assert.AreEqual(layer.UnitsAfter, ((DenseLayer)pruned.Transformer.Plan.Layers[layer.LayerIndex]).Units);
        }
    }

    /// <param name="Inputs">The features.</param>
    /// <param name="Units">The hidden layers' units.</param>
    /// <param name="Outputs">The outputs.</param>
    /// <param name="Killed">The percentage of each hidden layer's units that are killed.</param>
    /// <param name="Rows">The rows.</param>
    /// <param name="Seed">Of all else.</param>
    private sealed record Case(int Inputs, int[] Units, int Outputs, int Killed, int Rows, int Seed);
}
