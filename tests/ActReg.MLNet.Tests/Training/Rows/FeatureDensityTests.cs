namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class FeatureDensityTests
{
    [TestMethod]
    [DataRow(511, 0, false)]
    [DataRow(512, 32, true)]
    [DataRow(512, 33, false)]
    [DataRow(131_072, 8192, true)]
    public void It_takes_many_features_most_of_which_are_0(int features, int nonzeros, bool isLow)
    {
        var density = new FeatureDensity(features);
        density.Add(nonzeros);
        Assert.AreEqual(isLow, density.IsLowInAll);
        Assert.AreEqual(isLow ? 12 + 8 * nonzeros : 4 * features, density.RowBytes);
    }

    /// <summary>Rows that are looked at one by one are not kept without their zeros until the last says otherwise.</summary>
    [TestMethod]
    public void The_share_counts_from_a_thousand_rows_on()
    {
        var density = new FeatureDensity(1000);
        for (var row = 0; row < 64; row++)
            density.Add(1000);
        Assert.IsTrue(density.IsLow);
        Assert.IsFalse(density.IsLowInAll);
        density.Add(1);
        Assert.IsFalse(density.IsLow);
        for (var row = 0; row < 5000; row++)
            density.Add(0);
        Assert.IsFalse(density.IsLow);
    }
}
