namespace ActReg.MLNet.Tests;

/// <summary>Keras's normalization layers in training, in double precision, written down as plainly as they are defined.</summary>
internal static class ReferenceNormalization
{
    /// <summary>Batch normalization: each unit over the rows, which count by their weight.</summary>
    public static double[][] OverRows(double[][] values, double[] rowWeights, double epsilon, double[] gamma, double[] beta)
    {
        var units = Enumerable.Range(0, gamma.Length).Select(unit =>
            Normalize([.. values.Select(row => row[unit])], rowWeights, epsilon)).ToArray();
        return [.. values.Select((row, i) => row.Select((_, unit) => gamma[unit] * units[unit][i] + beta[unit]).ToArray())];
    }

    /// <summary>Layer normalization: each row over its units.</summary>
    public static double[][] OverUnits(double[][] values, double epsilon, double[] gamma, double[] beta)
    {
        double[] equal = [.. gamma.Select(_ => 1.0)];
        return [.. values.Select(row =>
            Normalize(row, equal, epsilon).Select((value, unit) => gamma[unit] * value + beta[unit]).ToArray())];
    }

    /// <summary>The mean, and the biased variance, by weight.</summary>
    public static (double Mean, double Variance) Moments(double[] values, double[] weights)
    {
        var mean = values.Zip(weights, (value, weight) => weight * value).Sum() / weights.Sum();
        return (mean, values.Zip(weights, (value, weight) => weight * (value - mean) * (value - mean)).Sum() / weights.Sum());
    }

    private static double[] Normalize(double[] values, double[] weights, double epsilon)
    {
        var (mean, variance) = Moments(values, weights);
        return [.. values.Select(value => (value - mean) / Math.Sqrt(variance + epsilon))];
    }
}
