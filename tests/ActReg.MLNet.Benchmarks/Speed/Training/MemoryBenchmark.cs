using ActReg.MLNet.Benchmarks.Speed.Children;
using ActReg.MLNet.Benchmarks.Speed.Reporting;

namespace ActReg.MLNet.Benchmarks.Speed.Training;

/// <summary>The peak memory of the large trainings, each in a process of its own.</summary>
internal static class MemoryBenchmark
{
    private const int Repeats = 3;

    private static readonly (string Training, LargeTraining Of)[] Trainings =
        [("binary", LargeTraining.Binary), ("softmax", LargeTraining.Multiclass)];

    private static readonly (TrainingEngine Engine, double Target)[] Engines =
        [(TrainingEngine.Fused, 150), (TrainingEngine.Torch, 300)];

    public static Benchmark Benchmark { get; } = new(
        "memory", "peak memory of a process that trains on generated rows, without those rows as float32", Run);

    private static BenchmarkResult Run(BenchmarkSettings settings) => new(
        [
            .. from training in Trainings
               from engine in Engines
               select new Comparison(
                   $"{training.Of.Name}, {engine.Engine}; rows of {Unit.Megabytes.Format(training.Of.DataBytes / 1e6)} not counted",
                   Measure(PeakMemory.ChildName(training.Training, engine.Engine), settings.IsQuick ? 1 : Repeats),
                   Target: Target.AtMost(engine.Target)),
        ],
        ["The peak resident set of the whole process (VmHWM), minus only the features and labels as float32: the .NET runtime, ML.NET, "
            + "libtorch where the engine needs it, and the generator of the rows are counted."]);

    private static Samples Measure(string child, int repeats) =>
        new("ours", Unit.Megabytes, [.. Enumerable.Range(0, repeats).Select(_ => Child.Run(child).Number)]);
}
