using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace ActReg.MLNet;

/// <summary>A mean over repeats or folds, and how far it hangs on chance.</summary>
/// <param name="Count">The values; those that are not defined are left out.</param>
/// <param name="Mean">NaN for none.</param>
/// <param name="StandardDeviation">The sample's, divided by n - 1; NaN for fewer than two.</param>
/// <param name="StandardError">Of the mean; NaN for fewer than two.</param>
/// <param name="Low">The lower end of the 95 % interval; NaN for fewer than two.</param>
/// <param name="High">The upper end; NaN for fewer than two.</param>
/// <remarks>
/// Of folds the variance of the mean is taken as <c>(1/n + test rows / training rows) s²</c>, since they share training rows: the corrected resampled t of C. Nadeau and
/// Y. Bengio, "Inference for the generalization error", 2003. Of seeds on the same rows it is <c>s²/n</c>, Student's, and says nothing of other rows. Texts show an interval of a metric cut off at what the metric can be.
/// </remarks>
public sealed record MeanInterval(int Count, double Mean, double StandardDeviation, double StandardError, double Low, double High)
{
    /// <param name="values">One per split.</param>
    /// <param name="overlap">Test rows over training rows, of folds; 0 of independent values.</param>
    internal static MeanInterval Of(IEnumerable<double> values, double overlap)
    {
        var defined = values.Where(value => !double.IsNaN(value)).ToArray();
        if (defined.Length == 0)
            return new(0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        var mean = defined.Mean();
        if (defined.Length == 1)
            return new(1, mean, double.NaN, double.NaN, double.NaN, double.NaN);
        var deviation = defined.StandardDeviation();
        var error = Math.Sqrt(1.0 / defined.Length + overlap) * deviation;
        // Infinite values have no deviation.
        var reach = StudentT.InvCDF(location: 0, scale: 1, freedom: defined.Length - 1, p: 0.975) * error;
        return new(defined.Length, mean, deviation, error, mean - reach, mean + reach);
    }
}
