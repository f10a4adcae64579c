namespace ActReg.MLNet.Benchmarks.Speed.Reporting;

/// <summary>What one benchmark found.</summary>
/// <param name="Comparisons">Its table, row by row.</param>
/// <param name="Notes">What the figures alone do not tell: what bounds them, what was left out and why.</param>
internal sealed record BenchmarkResult(IReadOnlyList<Comparison> Comparisons, IReadOnlyList<string> Notes);
