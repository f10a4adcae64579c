namespace ActReg.MLNet.Benchmarks.Generated;

/// <summary>Any number of rows of Gaussian features, each labelled by a random network with one hidden layer of ReLU.</summary>
/// <remarks>The rows are generated on the way and kept by nobody, so that they take no memory beside what reads them.</remarks>
internal sealed class Teacher
{
    private const int HiddenUnits = 16;

    /// <summary>The share of the rows with a random class instead of their own.</summary>
    private const double Noise = 0.05;

    private readonly float[][] _hidden;
    private readonly float[][] _output;
    private readonly uint _seed;

    public Teacher(int features, int classes, uint seed)
    {
        var random = new RandomState([seed, 0]);
        _hidden = Gaussians(HiddenUnits, features, random);
        _output = Gaussians(classes, HiddenUnits, random);
        _seed = seed;
    }

    public int FeatureCount => _hidden[0].Length;

    public int ClassCount => _output.Length;

    /// <param name="count">How many rows.</param>
    /// <param name="draw">Of different rows, a different number.</param>
    /// <returns>The same rows each time they are enumerated.</returns>
    public IEnumerable<LabeledRow> Rows(int count, uint draw = 1)
    {
        var random = new RandomState([_seed, draw]);
        for (var row = 0; row < count; row++)
        {
            var features = Gaussians(FeatureCount, random);
            var isNoise = random.NextDouble() < Noise;
            yield return new(features, isNoise ? (int)random.NextInterval((uint)ClassCount - 1) : Label(features));
        }
    }

    private int Label(float[] features)
    {
        var hidden = Times(_hidden, features);
        for (var i = 0; i < hidden.Length; i++)
            hidden[i] = Math.Max(hidden[i], 0);
        var outputs = Times(_output, hidden);
        return outputs.AsSpan().IndexOf(outputs.Max());
    }

    private static float[] Times(float[][] matrix, float[] vector) =>
        [.. matrix.Select(row => System.Numerics.Tensors.TensorPrimitives.Dot<float>(row, vector))];

    private static float[][] Gaussians(int rows, int columns, RandomState random) =>
        [.. Enumerable.Range(0, rows).Select(_ => Gaussians(columns, random))];

    private static float[] Gaussians(int count, RandomState random)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (float)random.NextGaussian();
        return values;
    }
}
