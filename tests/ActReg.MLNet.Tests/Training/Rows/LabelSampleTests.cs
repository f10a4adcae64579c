using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public class LabelSampleTests
{
    /// <summary>Of equal weights: the smallest label that is at least as large as that share of all.</summary>
    [TestMethod]
    public void Quantiles_are_order_statistics() => Gen.Select(Gen.Int[1, 200], Gen.Double[0.01, 0.99], Gen.Int).Sample(
        (count, share, seed) =>
        {
            var labels = Numbers.Array(new Random(seed), count, 10);
            var expected = labels.Order().First(label => labels.Count(other => other <= label) >= share * count);
            Assert.AreEqual(expected, Of(labels).Quantiles(share)[0]);
        },
        threads: 1);

    /// <summary>Labels 0, 1, 2 and so on, of which at most eight are kept.</summary>
    [TestMethod]
    public void Of_very_many_it_keeps_every_second_fourth_and_so_on()
    {
        var sample = Of([.. Enumerable.Range(0, 100).Select(i => (float)i)], most: 8);
        // 0, 16, 32, 48, 64, 80 and 96.
        TinyTraining.AreEqual([0f, 16f, 48f, 96f], sample.Quantiles(0.01, 0.2, 0.5, 0.99));
    }

    private static LabelSample Of(float[] labels, int most = 1000)
    {
        var sample = new LabelSample(most);
        foreach (var label in labels)
            sample.Add(label, 1);
        return sample;
    }
}
