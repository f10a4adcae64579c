using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>A mean and the ends of its 95% interval.</summary>
internal sealed record Interval(double Mean, double Low, double High)
{
    /// <summary>Student's interval for the mean of the differences, fold by fold.</summary>
    /// <remarks>Folds share training rows, so the interval is narrower than independent data would give: a strict bar.</remarks>
    public static Interval OfDifferences(IReadOnlyList<double> scores, IReadOnlyList<double> others)
    {
        var differences = scores.Zip(others, (score, other) => score - other).ToArray();
        var mean = differences.Mean();
        var quantile = StudentT.InvCDF(location: 0, scale: 1, freedom: differences.Length - 1, p: 0.975);
        var reach = quantile * StandardError(differences);
        return new(mean, mean - reach, mean + reach);
    }

    public static double StandardError(IReadOnlyList<double> values) => values.StandardDeviation() / Math.Sqrt(values.Count);
}
