namespace ActReg.MLNet.Tests;

/// <summary>Errors of reconstructions, and which of them are large.</summary>
[TestClass]
public sealed class ReconstructionErrorTests
{
    /// <summary>A share that makes whole rows makes that many, whichever it is: of features that are never reconstructed, the largest.</summary>
    [TestMethod]
    [DataRow(100)]
    [DataRow(1000)]
    public void As_many_rows_are_above_the_threshold_as_their_share_says(int rows)
    {
        var network = Networks.Of(1, [Layer.Dense(1)], [0], [0]);
        var values = Enumerable.Range(1, rows).Select(row => (float)row).ToArray();
        for (var percent = 1; percent < 100; percent++)
        {
            var threshold = ReconstructionError.Threshold(network, new MemoryRows(TrainingSet.OfFeatures(new(1, values))), percent / 100f, () => { });
            Assert.AreEqual(rows * percent / 100, values.Count(value => ReconstructionError.Of([value], [0]) > threshold), $"{percent}%");
        }
    }
}
