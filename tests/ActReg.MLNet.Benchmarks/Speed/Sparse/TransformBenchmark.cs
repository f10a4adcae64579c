using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Reporting;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Speed.Sparse;

/// <summary>Transforms, row by row by a cursor, beside ML.NET's own and beside scoring.</summary>
/// <remarks>
/// <c>GetRowCursor</c> would divide the rows between two threads or more, however few processors there are, and their turns would be measured; a set of one
/// cursor is read on the caller's thread.
/// </remarks>
internal static class TransformBenchmark
{
    private const int Features = 28;
    private const int Units = 64;
    private const int K = 8;
    private const int Rows = 10_000;
    private const double RowsPerSecond = 1e6;

    public static Benchmark Benchmark { get; } = new("transforms", $"{Rows:N0} rows of {Features} features from memory, one thread", Run);

    private static BenchmarkResult Run(BenchmarkSettings settings)
    {
        var mlContext = new MLContext(seed: 1);
        var random = new RandomState(1);
        var rows = mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(i => new Row
        {
            Features = [.. Enumerable.Range(0, Features).Select(_ => (float)random.NextGaussian())],
            Label = i % 2 == 0,
        }).ToArray());
        var autoencoder = mlContext.Transforms.SparseAutoencoder("Code", "Features", Units, CodeSparsity.TopK(K), epochs: 1).Fit(rows);
        var components = mlContext.Transforms.ProjectToPrincipalComponents("Code", "Features", rank: Features).Fit(rows);
        var network = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(hiddenUnits: [Units], epochs: 1).Fit(rows);
        var hidden = mlContext.Transforms.HiddenActivations("Code", "Features", network).Fit(rows);
        var mapping = mlContext.Transforms.CustomMapping<Row, Activations>((row, made) => made.Code = network.Model.SubModel.GetActivations(row.Features)[0].Values, contractName: null).Fit(rows);
        var samples = Timing.Alternate(
            settings.ShortRepeats, warmUps: 1,
            [
                Timing.Short($"SparseAutoencoder {Features} to {Units}", () => Read<VBuffer<float>>(autoencoder.Transform(rows), "Code")),
                Timing.Short($"ProjectToPrincipalComponents {Features} to {Features}", () => Read<VBuffer<float>>(components.Transform(rows), "Code")),
                Timing.Short($"HiddenActivations of {Units} units", () => Read<VBuffer<float>>(hidden.Transform(rows), "Code")),
                Timing.Short("scoring by the same network", () => Read<float>(network.Transform(rows), "Score")),
                Timing.Short("CustomMapping of GetActivations", () => Read<VBuffer<float>>(mapping.Transform(rows), "Code")),
                Timing.Short("reading the rows alone", () => Read<VBuffer<float>>(rows, "Features")),
            ]);
        var speeds = samples.Select(one => one.Convert(Unit.RowsPerSecond, seconds => Rows / seconds)).ToArray();
        return new(
            [
                new(speeds[0].Name, speeds[0], speeds[1], Target.AtLeast(RowsPerSecond)),
                new(samples[2].Name, samples[2], samples[3], Target.TimesAsLong(1)),
                new(samples[2].Name, samples[2], samples[4], IsTimesFaster: true),
                new(speeds[5].Name, speeds[5]),
            ],
            []);
    }

    private static void Read<T>(IDataView rows, string name)
    {
        var column = rows.Schema[name];
        using var cursor = rows.GetRowCursorSet([column], 1).Single();
        var getter = cursor.GetGetter<T>(column);
        T value = default!;
        while (cursor.MoveNext())
            getter(ref value);
    }

    private sealed class Activations
    {
        [VectorType(Units)]
        public float[] Code { get; set; } = [];
    }

    private sealed class Row
    {
        [VectorType(TransformBenchmark.Features)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
