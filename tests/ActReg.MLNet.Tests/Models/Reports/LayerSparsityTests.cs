using CsCheck;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Every figure of a layer against its definition.</summary>
[TestClass]
public sealed class LayerSparsityTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>(1, 0, 0), (0, 1, 0), (0, 0, 0): Hoyer 1 in each, Gini 2/3, 2/3 and, for the row of zeros, 1.</summary>
    [TestMethod]
    public void Measures_of_one_hidden_layer()
    {
        var network = Networks.Of(2, [Layer.Dense(3, Activation.Relu), Layer.Dense(1)], [1, 0, 1, 0, 1, 1], [0, 0, -5], new float[3], [0]);
        var points = Data.Binary(_mlContext, 2, [1, 0, 0, 1, -1, -1], [true, false, true]);
        var layer = SparsityReport.Create(network.ToModel(), points).Layers[0];
        Assert.AreEqual(2 / 9.0, layer.MeanAbsoluteActivation, 1e-6);
        Assert.AreEqual((1, 3, 1), (layer.DeadUnits, layer.Channels, layer.DeadChannels));
        Assert.AreEqual(2 / 3.0, layer.L0PerRow, 1e-12);
        Assert.AreEqual(1, layer.HoyerSparsity, 1e-12);
        Assert.AreEqual(7 / 9.0, layer.GiniIndex, 1e-12);
        TinyTraining.AreEqual([1 / 3.0, 1 / 3.0, 0], layer.ActivationFrequencies);
        TinyTraining.AreEqual([1, 0, 0, 2, 0, 0, 0, 0, 0, 0], layer.ActivationFrequencyHistogram);
    }

    /// <summary>A unit for each count of active rows, 0 to 20, of 20: two per bin, and in the last those of 18, 19 and 20.</summary>
    [TestMethod]
    public void Each_bin_begins_where_the_one_before_ends()
    {
        float[] rows = [.. Enumerable.Range(0, 20 * 21).Select(i => i / 21 < i % 21 ? 1f : 0)];
        var layer = SparsityReport.Create(PassingThrough(21), Data.Binary(_mlContext, 21, rows, new bool[20])).Layers[0];
        TinyTraining.AreEqual(Enumerable.Range(0, 21).Select(unit => unit / 20.0), layer.ActivationFrequencies);
        TinyTraining.AreEqual([2, 2, 2, 2, 2, 2, 2, 2, 2, 3], layer.ActivationFrequencyHistogram);
        Assert.AreEqual(1, layer.DeadUnits);
    }

    /// <summary>Random activations, many of them 0, in as many rows as take one to three batches.</summary>
    [TestMethod]
    public void Every_figure_is_what_its_definition_says() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 600], Gen.Int).Sample(
            (units, rowCount, seed) =>
            {
                var random = new Random(seed);
                float[][] rows = [.. Enumerable.Range(0, rowCount).Select(_ =>
                    Numbers.Array(random, units).Select((value, unit) => random.Next(units + 1) > unit ? 0 : value).ToArray())];
                var report = SparsityReport.Create(
                    PassingThrough(units), Data.Binary(_mlContext, units, [.. rows.SelectMany(row => row)], new bool[rowCount]));
                Assert.AreEqual(rowCount, report.RowCount);

                var layer = report.Layers[0];
                double[] all = [.. rows.SelectMany(row => row).Select(value => (double)value)];
                Assert.AreEqual(all.Average(), layer.MeanActivation, 1e-12);
                Assert.AreEqual(all.Average(Math.Abs), layer.MeanAbsoluteActivation, 1e-12);
                Assert.AreEqual(all.Average(value => value == 0 ? 1 : 0), layer.ZeroFraction, 1e-12);
                Assert.AreEqual(rows.Average(row => row.Count(value => value != 0)), layer.L0PerRow, 1e-12);
                Assert.AreEqual(rows.Average(row => SparsityMeasures.Hoyer(Magnitudes(row), units)), layer.HoyerSparsity, 1e-12);
                Assert.AreEqual(rows.Average(row => SparsityMeasures.Gini(Magnitudes(row), units)), layer.GiniIndex, 1e-12);

                int[] active = [.. Enumerable.Range(0, units).Select(unit => rows.Count(row => row[unit] != 0))];
                Assert.AreEqual(active.Count(count => count == 0), layer.DeadUnits);
                TinyTraining.AreEqual(active.Select(count => (double)count / rowCount), layer.ActivationFrequencies);
                for (var bin = 0; bin < 10; bin++)
                {
                    var isLast = bin == 9;
                    Assert.AreEqual(
                        active.Count(count => 10 * count >= bin * rowCount && (isLast || 10 * count < (bin + 1) * rowCount)),
                        layer.ActivationFrequencyHistogram[bin], $"bin {bin}");
                }
            },
            iter: 50, threads: 1);

    /// <summary>A network whose hidden layer puts out the features.</summary>
    private static MulticlassNetworkModelParameters PassingThrough(int units)
    {
        float[] identity = [.. Enumerable.Range(0, units * units).Select(i => i % (units + 1) == 0 ? 1f : 0)];
        return Networks.Of(units, [Layer.Dense(units), Layer.Dense(1)], identity, new float[units], new float[units], [0]).ToModel();
    }

    private static float[] Magnitudes(float[] row) => [.. row.Where(value => value != 0).Select(Math.Abs).Order()];
}
