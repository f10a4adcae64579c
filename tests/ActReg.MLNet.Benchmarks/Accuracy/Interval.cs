using ActReg.MLNet.Benchmarks.Data;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>A mean and the ends of its 95% interval; NaN of one value.</summary>
internal sealed record Interval(double Mean, double Low, double High)
{
    /// <summary>Test rows per training row.</summary>
    private const double TestShare = 1.0 / (Folds.PerRepeat - 1);

    /// <summary>The corrected resampled t-interval for the mean of the differences, fold by fold.</summary>
    /// <remarks>
    /// Folds of repeated cross-validation share rows, so their differences are not independent. The variance of the mean of k
    /// of them is taken as s² (1/k + test rows / training rows) in place of s²/k: C. Nadeau, Y. Bengio, Inference for the
    /// Generalization Error, Machine Learning 52, 2003.
    /// </remarks>
    public static Interval Corrected(IReadOnlyList<double> scores, IReadOnlyList<double> others) =>
        OfDifferences(scores, others, TestShare);

    /// <summary>Student's interval, as if the differences were independent: too narrow, and so the stricter bar.</summary>
    public static Interval Uncorrected(IReadOnlyList<double> scores, IReadOnlyList<double> others) =>
        OfDifferences(scores, others, 0);

    public static double StandardError(IReadOnlyList<double> values) => values.StandardDeviation() / Math.Sqrt(values.Count);

    private static Interval OfDifferences(IReadOnlyList<double> scores, IReadOnlyList<double> others, double correction)
    {
        var differences = scores.Zip(others, (score, other) => score - other).ToArray();
        var mean = differences.Mean();
        if (differences.Length < 2)
            return new(mean, double.NaN, double.NaN);
        var quantile = StudentT.InvCDF(location: 0, scale: 1, freedom: differences.Length - 1, p: 0.975);
        var reach = quantile * differences.StandardDeviation() * Math.Sqrt(1.0 / differences.Length + correction);
        return new(mean, mean - reach, mean + reach);
    }
}
