using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>The geometric mean of ratios, and Student's 95% interval for it, of the logarithms; NaN of one.</summary>
internal sealed record Ratio(double Mean, double Low, double High)
{
    public static Ratio OfMany(double[] ratios)
    {
        var logarithms = Array.ConvertAll(ratios, Math.Log);
        var mean = logarithms.Mean();
        var reach = logarithms.Length < 2
            ? double.NaN
            : StudentT.InvCDF(location: 0, scale: 1, freedom: logarithms.Length - 1, p: 0.975) * Interval.StandardError(logarithms);
        return new(Math.Exp(mean), Math.Exp(mean - reach), Math.Exp(mean + reach));
    }
}
