using ActReg.MLNet.Benchmarks.Data;
using ActReg.MLNet.Benchmarks.Methods;
using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Reporting;
using Microsoft.ML;

namespace ActReg.MLNet.Benchmarks.Speed.Tabular;

/// <summary>Rows a second on one thread by what the tabular trainer makes, beside LightGBM's trees.</summary>
/// <remarks><c>GetRowCursor</c> would divide the rows between threads; a set of one cursor is read on the caller's.</remarks>
internal static class TabularScoringBenchmark
{
    private const int Rows = 20_000;
    private const double RowsPerSecond = 200_000;

    public static Benchmark Benchmark { get; } = new(
        "tabular-scoring", $"{Rows:N0} rows of {TabularTable.Features} features, one thread, networks of the tabular trainer's defaults", Run);

    private static BenchmarkResult Run(BenchmarkSettings settings)
    {
        var mlContext = new MLContext(seed: 1);
        var train = TabularTable.Load(mlContext, TabularTable.TrainingRows);
        var rows = TabularTable.Load(mlContext, Rows, draw: 2);
        var values = TabularTable.Values(Rows, draw: 2);
        var scores = new float[Rows];
        var lightGbm = MLNetMethods.All.Single(method => method is { Task: TaskKind.Binary, Name: "ML.NET LightGbm" }).Create(mlContext).Fit(train);
        int[] memberCounts = [1, new ActivityRegularizedTabularMlpOptions().Members];
        var timed = new List<Timed> { Timing.Short("ML.NET LightGbm, Transform", () => Read(lightGbm.Transform(rows))) };
        foreach (var members in memberCounts)
        {
            // How long a network was trained makes no difference to what it takes.
            var model = mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(new ActivityRegularizedTabularMlpOptions { Members = members, Epochs = 1 }).Fit(train);
            var name = members == 1 ? "one network" : $"{members} networks";
            timed.Add(Timing.Short($"{name}, Score of arrays", () => model.Model.SubModel.Score(values, scores, maxDegreeOfParallelism: 1)));
            timed.Add(Timing.Short($"{name}, Transform", () => Read(model.Transform(rows))));
        }

        var speeds = Timing.Alternate(settings.IsQuick ? 1 : settings.Repeats, warmUps: 1, timed).Select(one => one.Convert(Unit.RowsPerSecond, seconds => Rows / seconds)).ToArray();
        return new(
            [.. speeds.Skip(1).Select((speed, i) => new Comparison(speed.Name, speed, speeds[0], Target.AtLeast(RowsPerSecond / memberCounts[i / 2])))],
            []);
    }

    private static void Read(IDataView scored)
    {
        var column = scored.Schema["Score"];
        using var cursor = scored.GetRowCursorSet([column], 1).Single();
        var getter = cursor.GetGetter<float>(column);
        float score = default;
        while (cursor.MoveNext())
            getter(ref score);
    }
}
