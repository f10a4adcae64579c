using System.Globalization;
using ActReg.MLNet.Benchmarks.Data;
using ActReg.MLNet.Benchmarks.Methods;
using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Reporting;
using Microsoft.ML;

namespace ActReg.MLNet.Benchmarks.Speed.Tabular;

/// <summary>A whole <c>Fit</c> of the tabular trainer with its defaults, beside LightGBM.</summary>
/// <remarks>
/// By processor time, all threads together, which others on the machine hardly disturb. On two cores with nothing else to do members take turns two at a time, the fifth alone: three rounds of five, so six tenths of it.
/// </remarks>
internal static class TabularFitBenchmark
{
    private const int Cores = 2;
    private const double MostSeconds = 30;
    private const int TestRows = 20_000;
    private const int QuickRows = 300;
    private const int Repeats = 3;

    public static Benchmark Benchmark { get; } = new(
        "tabular-fit", $"a whole Fit on {TabularTable.TrainingRows:N0} rows of {TabularTable.Features} features, defaults; accuracies and log-losses of other rows", Run);

    private static BenchmarkResult Run(BenchmarkSettings settings)
    {
        var mlContext = new MLContext(seed: 1);
        var train = TabularTable.Load(mlContext, settings.IsQuick ? QuickRows : TabularTable.TrainingRows);
        var test = TabularTable.Load(mlContext, TestRows, draw: 2);
        var lightGbm = MLNetMethods.All.Single(method => method is { Task: TaskKind.Binary, Name: "ML.NET LightGbm" });
        int[] memberCounts = [new ActivityRegularizedTabularMlpOptions().Members, 1];
        IReadOnlyList<Fitting> fittings =
        [
            .. memberCounts.Select(members => new Fitting(
                members == 1 ? "one network" : $"{members} networks",
                () => mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(new ActivityRegularizedTabularMlpOptions { Members = members }).Fit(train))),
            new("ML.NET LightGbm, one thread", () => lightGbm.Create(mlContext).Fit(train)),
        ];
        var processor = fittings.Select(_ => new List<double>()).ToArray();
        var wall = fittings.Select(_ => new List<double>()).ToArray();
        var figures = new string[fittings.Count];
        for (var repeat = settings.IsQuick ? 0 : -1; repeat < (settings.IsQuick ? 1 : Repeats); repeat++)
        {
            for (var i = 0; i < fittings.Count; i++)
            {
                ITransformer? model = null;
                var before = Environment.CpuUsage.TotalTime;
                var seconds = Timing.WallOf(() => model = fittings[i].Fit());
                var used = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
                if (repeat < 0)
                    continue;
                processor[i].Add(used);
                wall[i].Add(seconds);
                var metrics = mlContext.BinaryClassification.Evaluate(model!.Transform(test));
                // ML.NET's log-loss is in bits.
                figures[i] = string.Create(CultureInfo.InvariantCulture, $"{metrics.Accuracy:0.000}, {metrics.LogLoss * Math.Log(2):0.000}");
            }
        }

        var peer = fittings.Count - 1;
        return new(
            [
                .. memberCounts.SelectMany((members, i) => (Comparison[])
                [
                    Compare(Of(i, "two quiet cores", [.. processor[i].Select(seconds => seconds * Rounds(members) / members)]), peer: null, Target.AtMost(MostSeconds)),
                    Compare(Of(i, "processor time", processor[i]), Of(peer, "processor time", processor[peer])),
                    Compare(Of(i, "wall clock", wall[i]), Of(peer, "wall clock", wall[peer])),
                ]),
            ],
            [$"What {Cores} quiet cores take is reckoned from the processor time: {Cores} networks at a time, so {Rounds(memberCounts[0])} rounds of {memberCounts[0]}."]);

        Samples Of(int i, string time, IReadOnlyList<double> seconds) => new($"{fittings[i].Name}, {time}: {figures[i]}", Unit.Seconds, seconds);
    }

    private static Comparison Compare(Samples ours, Samples? peer, Target? target = null) => new(ours.Name, ours, peer, target);

    private static int Rounds(int members) => (members + Cores - 1) / Cores;

    private sealed record Fitting(string Name, Func<ITransformer> Fit);
}
