namespace ActReg.MLNet.Tests;

/// <summary>What Golden/encodings.json holds; the script beside it says what is computed.</summary>
internal sealed record GoldenEncodings(GoldenEncodings.Encoding[] Encodings, GoldenEncodings.FirstBiases[] Biases)
{
    public static GoldenEncodings All { get; } = GoldenFile.ReadObject<GoldenEncodings>("encodings.json");

    /// <summary>A column, missing values null, each row so often; the edges between its bins; and points as they are encoded.</summary>
    internal sealed record Encoding(int Bins, float?[] Values, float[] Weights, float[] Edges, float[] Points, double[][] Encoded)
    {
        public SampledColumns Columns => new([[.. Values.Select(value => value ?? float.NaN)]], Weights);
    }

    /// <summary>Dense layers of given kernels, and their biases by rows.</summary>
    internal sealed record FirstBiases(int Seed, int Rows, float[][] Features, float[] Weights, float[][][] Kernels, double[][] Biases);
}
