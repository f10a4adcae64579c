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

    /// <summary>The quantiles are those of printed tables of Student's t: 12.7062, 2.7764 and 2.0452.</summary>
    [TestMethod]
    [DataRow(2, 12.7062)]
    [DataRow(5, 2.7764)]
    [DataRow(30, 2.0452)]
    public void An_interval_of_independent_values_is_Students(int count, double quantile)
    {
        var interval = MeanInterval.Of(Enumerable.Range(1, count).Select(i => (double)i), overlap: 0);
        var reach = quantile * Math.Sqrt(count * (count + 1) / 12.0 / count);
        Assert.AreEqual((count + 1) / 2.0 - reach, interval.Low, 1e-4 * reach);
        Assert.AreEqual((count + 1) / 2.0 + reach, interval.High, 1e-4 * reach);
    }

    [TestMethod]
    public void One_value_has_no_interval_and_undefined_ones_are_left_out()
    {
        Assert.AreEqual(new MeanInterval(1, 7, double.NaN, double.NaN, double.NaN, double.NaN), MeanInterval.Of([double.NaN, 7], 0));
        Assert.AreEqual(0, MeanInterval.Of([double.NaN], 0).Count);
        Assert.AreEqual(double.NaN, MeanInterval.Of([], 0).Mean);
    }
}
