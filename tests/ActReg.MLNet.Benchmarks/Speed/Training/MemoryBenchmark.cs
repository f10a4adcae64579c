using ActReg.MLNet.Benchmarks.Speed.Children;
using ActReg.MLNet.Benchmarks.Speed.Reporting;

namespace ActReg.MLNet.Benchmarks.Speed.Training;

/// <summary>The peak memory of the large trainings, each in a process of its own.</summary>
internal static class MemoryBenchmark
{
    private const int Repeats = 3;

    private static readonly (TrainingEngine Engine, double Target)[] Engines =
        [(TrainingEngine.Fused, 150), (TrainingEngine.Torch, 300)];

    public static Benchmark Benchmark { get; } = new(
        "memory", "peak memory of a process that trains on generated rows, without those rows as float32", Run);

    private static BenchmarkResult Run(BenchmarkSettings settings)
    {
        var repeats = settings.IsQuick ? 1 : Repeats;
        return new(
            [.. new[] { LargeTraining.Binary, LargeTraining.Multiclass }.SelectMany(training => Compare(training, repeats))],
            [
                "The peak resident set of the whole process (VmHWM), minus only the features and labels as float32. The .NET "
                + "runtime, ML.NET, libtorch where the engine needs it and the generator of the rows are counted. The peer only "
                + "reads the rows.",
            ]);
    }

    private static IEnumerable<Comparison> Compare(LargeTraining training, int repeats)
    {
        var floor = Measure("no training", PeakMemory.ChildName(training, engine: null), repeats);
        foreach (var (engine, target) in Engines)
        {
            yield return new(
                $"{training.Name}, {engine}; without {Unit.Megabytes.Format(training.DataBytes / 1e6)} of rows",
                Measure("ours", PeakMemory.ChildName(training, engine), repeats), floor, Target.AtMost(target));
        }
    }

    private static Samples Measure(string name, string child, int repeats) =>
        new(name, Unit.Megabytes, [.. Enumerable.Range(0, repeats).Select(_ => Child.Run(child).Number)]);
}
