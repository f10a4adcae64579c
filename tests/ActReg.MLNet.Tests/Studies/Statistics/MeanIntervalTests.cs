namespace ActReg.MLNet.Tests.Studies.Statistics;

[TestClass]
public sealed class MeanIntervalTests
{
    /// <summary>Of 1 to 5 the deviation is √2.5; t of 4 degrees of freedom is 2.776445105 at 97.5 %, by the tables.</summary>
    [TestMethod]
    [DataRow(0.0, 0.7071067812)]
    // Five folds: √(1/5 + 1/4) √2.5.
    [DataRow(0.25, 1.0606601718)]
    public void An_interval_is_Students_corrected_for_shared_rows(double overlap, double error)
    {
        var interval = MeanInterval.Of([1, 2, 3, 4, 5], overlap);
        Assert.AreEqual(5, interval.Count);
        Assert.AreEqual(3, interval.Mean, 1e-12);
        Assert.AreEqual(Math.Sqrt(2.5), interval.StandardDeviation, 1e-12);
        Assert.AreEqual(error, interval.StandardError, 1e-9);
        Assert.AreEqual(3 - 2.776445105 * error, interval.Low, 1e-8);
        Assert.AreEqual(3 + 2.776445105 * error, interval.High, 1e-8);
    }

    [TestMethod]
    public void One_value_has_no_interval_and_undefined_ones_are_left_out()
    {
        Assert.AreEqual(new MeanInterval(1, 7, double.NaN, double.NaN, double.NaN, double.NaN), MeanInterval.Of([double.NaN, 7], 0));
        Assert.AreEqual(0, MeanInterval.Of([double.NaN], 0).Count);
        Assert.AreEqual(double.NaN, MeanInterval.Of([], 0).Mean);
    }
}
