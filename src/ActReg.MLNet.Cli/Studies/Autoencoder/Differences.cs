using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>What a method scored in each repeat beside another one, on the same rows.</summary>
/// <param name="Name">The method.</param>
/// <param name="Scores">Of each repeat.</param>
/// <param name="Others">The other's, of the same repeats; null for the one that others are compared with.</param>
internal sealed record Differences(string Name, IReadOnlyList<double> Scores, IReadOnlyList<double>? Others)
{
    /// <summary>Of two, an interval would be all over the place: Student's factor is 12.7.</summary>
    private const int FewestRepeats = 3;

    public double Mean => Scores.Mean();

    /// <summary>Student's 95% interval for the mean difference, paired by repeats; <see langword="null"/> of fewer than three.</summary>
    public (double Low, double High)? Interval()
    {
        if (Others == null || Scores.Count < FewestRepeats)
            return null;
        var differences = Scores.Zip(Others, (score, other) => score - other).ToArray();
        var reach = StudentT.InvCDF(location: 0, scale: 1, freedom: differences.Length - 1, p: 0.975) * differences.StandardDeviation() / Math.Sqrt(differences.Length);
        return (differences.Mean() - reach, differences.Mean() + reach);
    }
}
