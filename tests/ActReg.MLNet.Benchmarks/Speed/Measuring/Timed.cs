namespace ActReg.MLNet.Benchmarks.Speed.Measuring;

/// <summary>Work that can be timed.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Run">Does it once, and returns the seconds that count.</param>
internal sealed record Timed(string Name, Func<double> Run);
