using ActReg.MLNet.Benchmarks.Data;

namespace ActReg.MLNet.Benchmarks.Generated;

/// <summary>Gaussian clusters around corners of a cube, after scikit-learn's <c>make_classification</c>.</summary>
/// <remarks>Each cluster has a linear map of its own; to its informative features come redundant ones, random mixtures of those,
/// and useless ones, pure noise.</remarks>
internal sealed record Clusters
{
    public required int Informative { get; init; }

    public int Redundant { get; init; }

    public int Useless { get; init; }

    public int Classes { get; init; } = 2;

    public int ClustersPerClass { get; init; } = 2;

    /// <summary>Half the edge of the cube.</summary>
    public double Separation { get; init; } = 1;

    /// <summary>The share of rows with a random class instead of their own.</summary>
    public double Noise { get; init; } = 0.01;

    public DataSet Generate(int count, RandomState random)
    {
        var clusterCount = Classes * ClustersPerClass;
        var corners = Corners(clusterCount, random);
        double[][][] maps = [.. Enumerable.Range(0, clusterCount).Select(_ => Matrix(Informative, Informative, random))];
        var mixture = Matrix(Informative, Redundant, random);
        var features = new double[count][];
        var classes = new double[count];
        for (var row = 0; row < count; row++)
        {
            var cluster = (int)random.NextInterval((uint)clusterCount - 1);
            var point = Times(Gaussians(Informative, random), maps[cluster]);
            for (var i = 0; i < Informative; i++)
                point[i] += corners[cluster][i];
            features[row] = [.. point, .. Times(point, mixture), .. Gaussians(Useless, random)];
            var isFlipped = random.NextDouble() < Noise;
            classes[row] = isFlipped ? random.NextInterval((uint)Classes - 1) : cluster % Classes;
        }
        return DataSet.OfClasses(features, classes);
    }

    /// <summary>Different corners of the cube.</summary>
    private double[][] Corners(int count, RandomState random)
    {
        var corners = new List<double[]>();
        while (corners.Count < count)
        {
            double[] corner =
                [.. Enumerable.Range(0, Informative).Select(_ => random.NextDouble() < 0.5 ? -Separation : Separation)];
            if (!corners.Any(corner.SequenceEqual))
                corners.Add(corner);
        }
        return [.. corners];
    }

    private static double[] Gaussians(int count, RandomState random)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = random.NextGaussian();
        return values;
    }

    private static double[][] Matrix(int rows, int columns, RandomState random)
    {
        var matrix = new double[rows][];
        for (var i = 0; i < rows; i++)
            matrix[i] = [.. Enumerable.Range(0, columns).Select(_ => random.Uniform(-1, 1))];
        return matrix;
    }

    private static double[] Times(double[] row, double[][] matrix)
    {
        var product = new double[matrix[0].Length];
        for (var i = 0; i < row.Length; i++)
        {
            for (var j = 0; j < product.Length; j++)
                product[j] += row[i] * matrix[i][j];
        }
        return product;
    }
}
