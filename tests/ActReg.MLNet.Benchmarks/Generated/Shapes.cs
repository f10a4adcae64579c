using ActReg.MLNet.Benchmarks.Data;

namespace ActReg.MLNet.Benchmarks.Generated;

/// <summary>Classes with curved borders.</summary>
internal static class Shapes
{
    public static DataSet Moons(int count, double noise, RandomState random) =>
        Points(MLNet.Moons.Generate(SampleCounts.Split(count), noise, shuffle: true, random));

    public static DataSet Circles(int count, double noise, RandomState random) =>
        Points(MLNet.Circles.Generate(SampleCounts.Split(count), noise, factor: 0.5, shuffle: true, random));

    /// <summary>Hastie, Tibshirani and Friedman's example 10.2: whether ten Gaussians are further from 0 than their
    /// median.</summary>
    public static DataSet Hastie(int count, RandomState random)
    {
        const double median = 9.34;
        var features = Gaussians(count, 10, random);
        return DataSet.OfClasses(features, [.. features.Select(row => SquaredNorm(row) > median ? 1.0 : 0)]);
    }

    /// <summary>One Gaussian cloud, cut into shells of equally many rows, as scikit-learn's
    /// <c>make_gaussian_quantiles</c>.</summary>
    public static DataSet GaussianQuantiles(int count, int dimensions, int classes, RandomState random)
    {
        var features = Gaussians(count, dimensions, random);
        var shells = new double[count];
        foreach (var (rank, row) in Enumerable.Range(0, count).OrderBy(row => SquaredNorm(features[row])).Index())
            shells[row] = rank * classes / count;
        return DataSet.OfClasses(features, shells);
    }

    /// <summary>One Gaussian for each class, all of one covariance, so that the best borders are planes.</summary>
    /// <param name="count">How many rows.</param>
    /// <param name="dimensions">How many features, each correlated with all others.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="separation">The classes' means are this times Gaussians, divided by the root of the dimensions.</param>
    /// <param name="random">Where the numbers come from.</param>
    public static DataSet GaussianClasses(int count, int dimensions, int classes, double separation, RandomState random)
    {
        var means = Gaussians(classes, dimensions, random);
        var features = Gaussians(count, dimensions, random);
        double[] rowClasses = [.. Enumerable.Range(0, count).Select(_ => (double)random.NextInterval((uint)classes - 1))];
        foreach (var (row, rowClass) in features.Zip(rowClasses))
        {
            var common = random.NextGaussian();
            for (var i = 0; i < dimensions; i++)
                row[i] += common + separation / Math.Sqrt(dimensions) * means[(int)rowClass][i];
        }
        return DataSet.OfClasses(features, rowClasses);
    }

    /// <summary>A checkerboard of 3 x 3 squares.</summary>
    public static DataSet Checkerboard(int count, RandomState random)
    {
        double[][] features = [.. Enumerable.Range(0, count).Select(_ => new[] { random.Uniform(0, 3), random.Uniform(0, 3) })];
        return DataSet.OfClasses(features, [.. features.Select(row => ((int)row[0] + (int)row[1]) % 2)]);
    }

    /// <summary>Classes drawn with the probabilities of a logistic regression on correlated features.</summary>
    public static DataSet Logistic(int count, int dimensions, double strength, RandomState random)
    {
        var scale = strength / Math.Sqrt(dimensions);
        double[] weights = [.. Enumerable.Range(0, dimensions).Select(_ => scale * random.NextGaussian())];
        var features = Gaussians(count, dimensions, random);
        foreach (var row in features)
        {
            var common = random.NextGaussian();
            for (var i = 0; i < dimensions; i++)
                row[i] += common;
        }
        return DataSet.OfClasses(features, [.. features.Select(row => random.NextDouble() < Probability(row) ? 1.0 : 0)]);

        double Probability(double[] row) => 1 / (1 + Math.Exp(-row.Zip(weights, (x, w) => x * w).Sum()));
    }

    private static DataSet Points(LabeledPoint[] points) =>
        DataSet.OfClasses(
            [.. points.Select(point => new[] { point.X, point.Y })], [.. points.Select(point => point.Label ? 1.0 : 0)]);

    private static double[][] Gaussians(int count, int dimensions, RandomState random) =>
        [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, dimensions).Select(_ => random.NextGaussian()).ToArray())];

    private static double SquaredNorm(double[] row) => row.Sum(x => x * x);
}
