using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.OnnxTests;

/// <summary>Rows with features and labels of all kinds.</summary>
internal static class Samples
{
    public static IDataView Train { get; } = new MLContext().Data.LoadFromEnumerable(Rows(300, seed: 1));

    /// <summary>Of features alone, as a graph is to get them.</summary>
    public static IDataView Test { get; } = Features(Rows(40, seed: 2).Select(row => row.Features));

    /// <summary>The same, with rows that cannot be read.</summary>
    public static IDataView TestWithUnreadable { get; } = Features(
        [.. Rows(6, seed: 3).Select(row => row.Features), [float.NaN, 0, 0, 0], [0, 0, float.NegativeInfinity, 0], [0, 0, 0, float.PositiveInfinity]]);

    private static IDataView Features(IEnumerable<float[]> rows) => new MLContext().Data.LoadFromEnumerable(rows.Select(row => new FeaturesOnly { Features = row }));

    private static Sample[] Rows(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float[] x = [.. Enumerable.Range(0, 4).Select(_ => 2 * random.NextSingle() - 1)];
            var sum = x[0] + 2 * x[1] * x[2];
            return new Sample
            {
                Features = x, Label = sum > 0, Number = 30 + 10 * sum + random.NextSingle(), Count = MathF.Floor(MathF.Exp(sum)), Class = sum > 0.5 ? "high" : sum < -0.5 ? "low" : "mean",
                Numbers = [5 * sum, x[3]], Labels = [sum > 0 ? 1 : 0, x[3] > 0 ? 1 : 0],
            };
        })];
    }

    private sealed class FeaturesOnly
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Sample
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }

        public float Number { get; set; }

        public float Count { get; set; }

        public string Class { get; set; } = "";

        [VectorType(2)]
        public float[] Numbers { get; set; } = [];

        [VectorType(2)]
        public float[] Labels { get; set; } = [];
    }
}
