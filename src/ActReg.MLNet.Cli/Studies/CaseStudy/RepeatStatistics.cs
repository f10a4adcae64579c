using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>What the accuracies of several initializations have in common.</summary>
/// <param name="Count">The initializations.</param>
/// <param name="TrainMean">Of the training accuracies.</param>
/// <param name="TrainMedian">Of the training accuracies.</param>
/// <param name="TestMean">Of the test accuracies.</param>
/// <param name="TestSd">The sample's, divided by n - 1; null for one initialization.</param>
/// <param name="TestMedian">Of the test accuracies.</param>
/// <param name="Ci95">The ends of Student's 95% interval for the mean test accuracy; null for one initialization.</param>
internal sealed record RepeatStatistics(
    int Count, double TrainMean, double TrainMedian, double TestMean, double? TestSd, double TestMedian,
    IReadOnlyList<double>? Ci95)
{
    public static RepeatStatistics Of(IReadOnlyList<double> trainAccuracies, IReadOnlyList<double> testAccuracies)
    {
        var count = testAccuracies.Count;
        var mean = testAccuracies.Mean();
        double? sd = count > 1 ? testAccuracies.StandardDeviation() : null;
        return new(
            count, trainAccuracies.Mean(), trainAccuracies.Median(), mean, sd, testAccuracies.Median(),
            sd is { } deviation ? Interval(mean, deviation, count) : null);
    }

    private static double[] Interval(double mean, double sd, int count)
    {
        var reach = StudentT.InvCDF(location: 0, scale: 1, freedom: count - 1, p: 0.975) * sd / Math.Sqrt(count);
        return [mean - reach, mean + reach];
    }
}
