using ActReg.MLNet.Benchmarks.Data;

namespace ActReg.MLNet.Benchmarks.Generated;

/// <summary>Values to predict: Friedman's three functions and a linear one, with Gaussian noise.</summary>
internal static class Curves
{
    /// <summary>Friedman 1991: ten uniform features, of which five count.</summary>
    public static DataSet Friedman1(int count, double noise, RandomState random) => Create(
        count, noise, random,
        () => [.. Enumerable.Range(0, 10).Select(_ => random.NextDouble())],
        x => 10 * Math.Sin(Math.PI * x[0] * x[1]) + 20 * Math.Pow(x[2] - 0.5, 2) + 10 * x[3] + 5 * x[4]);

    /// <summary>Friedman 1991: the impedance of a circuit.</summary>
    public static DataSet Friedman2(int count, double noise, RandomState random) => Create(
        count, noise, random, () => Circuit(random), x => Math.Sqrt(x[0] * x[0] + Reactance(x) * Reactance(x)));

    /// <summary>Friedman 1991: the phase angle of a circuit.</summary>
    public static DataSet Friedman3(int count, double noise, RandomState random) => Create(
        count, noise, random, () => Circuit(random), x => Math.Atan(Reactance(x) / x[0]));

    /// <summary>A weighted sum of half of the features.</summary>
    public static DataSet Linear(int count, int dimensions, double noise, RandomState random)
    {
        double[] weights = [.. Enumerable.Range(0, dimensions / 2).Select(_ => random.NextGaussian())];
        return Create(
            count, noise, random,
            () => [.. Enumerable.Range(0, dimensions).Select(_ => random.NextGaussian())],
            x => weights.Zip(x, (w, value) => w * value).Sum());
    }

    private static double[] Circuit(RandomState random) =>
    [
        random.Uniform(0, 100), random.Uniform(40 * Math.PI, 560 * Math.PI), random.Uniform(0, 1), random.Uniform(1, 11),
    ];

    private static double Reactance(double[] x) => x[1] * x[2] - 1 / (x[1] * x[3]);

    private static DataSet Create(
        int count, double noise, RandomState random, Func<double[]> draw, Func<double[], double> function)
    {
        double[][] features = [.. Enumerable.Range(0, count).Select(_ => draw())];
        return DataSet.OfValues(features, [.. features.Select(x => function(x) + noise * random.NextGaussian())]);
    }
}
