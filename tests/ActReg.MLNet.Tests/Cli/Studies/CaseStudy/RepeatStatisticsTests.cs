using ActReg.MLNet.Cli.CaseStudy;

namespace ActReg.MLNet.Tests.Cli;

[TestClass]
public sealed class RepeatStatisticsTests
{
    /// <summary>The quantiles are those of printed tables of Student's t: 12.7062, 2.7764 and 2.0452.</summary>
    [TestMethod]
    [DataRow(2, 12.7062)]
    [DataRow(5, 2.7764)]
    [DataRow(30, 2.0452)]
    public void The_interval_is_the_t_interval_of_the_mean(int count, double quantile)
    {
        double[] accuracies = [.. Enumerable.Range(1, count).Select(i => (double)i)];
        var mean = (count + 1) / 2.0;
        var sd = Math.Sqrt(count * (count + 1) / 12.0);
        var statistics = RepeatStatistics.Of(accuracies, accuracies);
        Assert.AreEqual(mean, statistics.TestMean, 1e-12);
        Assert.AreEqual(sd, statistics.TestSd!.Value, 1e-12);
        var reach = quantile * sd / Math.Sqrt(count);
        Assert.AreEqual(mean - reach, statistics.Ci95![0], 1e-4 * reach);
        Assert.AreEqual(mean + reach, statistics.Ci95[1], 1e-4 * reach);
    }

    [TestMethod]
    public void Training_and_test_are_kept_apart()
    {
        var statistics = RepeatStatistics.Of([1, 0.9, 0.5, 0.8], [0.4, 0.1, 0.2, 0.2]);
        Assert.AreEqual(4, statistics.Count);
        Assert.AreEqual(0.8, statistics.TrainMean, 1e-12);
        Assert.AreEqual(0.85, statistics.TrainMedian, 1e-12);
        Assert.AreEqual(0.225, statistics.TestMean, 1e-12);
        Assert.AreEqual(0.2, statistics.TestMedian, 1e-12);
    }

    [TestMethod]
    public void One_training_has_neither_deviation_nor_interval()
    {
        var statistics = RepeatStatistics.Of([1], [0.8]);
        Assert.AreEqual(0.8, statistics.TestMean);
        Assert.IsNull(statistics.TestSd);
        Assert.IsNull(statistics.Ci95);
    }
}
