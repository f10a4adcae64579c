using MathNet.Numerics.Optimization;

namespace ActReg.MLNet;

/// <summary>Finds the temperature, what logits are to be divided by, at which a loss is least.</summary>
internal static class TemperatureSearch
{
    /// <summary>Of rows that all are told right there is no least temperature, and the first mistake would cost what it likes.</summary>
    private const double Most = 4.5;

    private const double Precision = 1e-4;
    private const int MostIterations = 100;

    /// <param name="loss">By the factor that logits are multiplied by; it has one minimum.</param>
    /// <returns>The temperature, from 1/4.5 to 4.5.</returns>
    public static double Best(Func<double, double> loss)
    {
        var logarithm = new GoldenSectionMinimizer(Precision, MostIterations)
            .FindMinimum(ObjectiveFunction.ScalarValue(logarithm => loss(Math.Exp(-logarithm))), -Math.Log(Most), Math.Log(Most));
        // The search widens its bounds by itself; beyond a bound the bound is best.
        return Math.Exp(Math.Clamp(logarithm.MinimizingPoint, -Math.Log(Most), Math.Log(Most)));
    }
}
