using ActReg.MLNet.Benchmarks.Speed.Reporting;

namespace ActReg.MLNet.Benchmarks.Speed;

/// <summary>One thing that must be fast or small, beside its peers.</summary>
/// <param name="Name">A word for the command line.</param>
/// <param name="Title">What it measures, for the table's heading.</param>
/// <param name="Run">Measures it.</param>
internal sealed record Benchmark(string Name, string Title, Func<BenchmarkSettings, BenchmarkResult> Run);
