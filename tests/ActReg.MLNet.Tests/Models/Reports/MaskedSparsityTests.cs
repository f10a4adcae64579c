using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>A report of masked sequences is one of what they are without padding.</summary>
[TestClass]
public sealed class MaskedSparsityTests
{
    private static readonly Layer[] Hidden = [Layer.Dense(5, Activation.Relu), Layer.Gru(3, returnSequences: true), Layer.Lstm(4)];

    [TestMethod]
    public void Padding_counts_for_nothing()
    {
        const int Shorter = 3, Longer = 5;
        var random = new Random(1);
        float[][] rows = [.. Enumerable.Range(0, 30).Select(_ => Numbers.Array(random, 2 * Shorter))];
        var plain = Networks.Random(LayerShape.Sequence(Shorter, 2), [.. Hidden, Layer.Dense(1)], random);
        var masked = plain with { Plan = NetworkPlanner.Plan(LayerShape.Sequence(Longer, 2), [Layer.Masking(), .. Hidden, Layer.Dense(1)]) };
        var expected = Report(plain, rows);
        var actual = Report(masked, [.. rows.Select(row => (float[])[.. row, 0, 0, 0, 0])]);
        for (var i = 0; i < Hidden.Length; i++)
        {
            var (wanted, found) = (expected[i], actual[i + 1]);
            Assert.AreEqual(wanted.MeanActivation, found.MeanActivation);
            Assert.AreEqual(wanted.MeanAbsoluteActivation, found.MeanAbsoluteActivation);
            Assert.AreEqual(wanted.ZeroFraction, found.ZeroFraction);
            Assert.AreEqual(wanted.DeadUnits, found.DeadUnits);
            Assert.AreEqual(wanted.L0PerRow, found.L0PerRow);
            Assert.AreEqual(wanted.HoyerSparsity, found.HoyerSparsity);
            Assert.AreEqual(wanted.GiniIndex, found.GiniIndex);
            TinyTraining.AreEqual(wanted.ActivationFrequencyHistogram, found.ActivationFrequencyHistogram);
            double[] padding = new double[found.Units - wanted.Units];
            TinyTraining.AreEqual([.. wanted.ActivationFrequencies, .. padding], found.ActivationFrequencies);
        }
    }

    /// <summary>ReLU of 1, -1 | 2 | nothing: two of three values are active.</summary>
    [TestMethod]
    public void Rows_count_as_long_as_they_are()
    {
        var network = Networks.Of(
            LayerShape.Sequence(2, 1), [Layer.Masking(), Layer.Activation(Activation.Relu), Layer.GlobalMaxPooling()]);
        var layer = Report(network, [[1, -1], [2, 0], [0, 0]])[1];
        Assert.AreEqual(1, layer.MeanActivation);
        Assert.AreEqual(1 / 3.0, layer.ZeroFraction);
        Assert.AreEqual(1, layer.DeadUnits);
        Assert.AreEqual(2 / 3.0, layer.L0PerRow);
        TinyTraining.AreEqual([1, 0], layer.ActivationFrequencies);
        TinyTraining.AreEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1], layer.ActivationFrequencyHistogram);
        // One alone of two is active: 1 and 1/2. A single one: 0 and 0.
        Assert.AreEqual(0.5, layer.HoyerSparsity);
        Assert.AreEqual(0.25, layer.GiniIndex);
    }

    private static IReadOnlyList<LayerSparsity> Report(TrainedNetwork network, float[][] rows) =>
        SparsityReport.Create(new NetworkScorer(network), rows.Select(row => new VBuffer<float>(row.Length, row))).Layers;
}
