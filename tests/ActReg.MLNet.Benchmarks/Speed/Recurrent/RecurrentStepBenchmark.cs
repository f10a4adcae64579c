using System.Globalization;
using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Reporting;

namespace ActReg.MLNet.Benchmarks.Speed.Recurrent;

/// <summary>A step of training a recurrent network beside PyTorch's.</summary>
internal static class RecurrentStepBenchmark
{
    /// <param name="one">The network and its batch.</param>
    /// <param name="timesFaster">The target against PyTorch.</param>
    /// <param name="mostSeconds">That of a step, whatever PyTorch does; or null.</param>
    public static Benchmark Create(RecurrentCase one, double timesFaster, double? mostSeconds = null) => new(
        one.Name, $"{one.Title}: a step of Adam on {one.BatchSize} rows, one thread", settings => Run(one, timesFaster, mostSeconds, settings));

    private static BenchmarkResult Run(RecurrentCase one, double timesFaster, double? mostSeconds, BenchmarkSettings settings)
    {
        using var ours = new FusedSteps(one);
        using var torch = new TorchRecurrence(one, one.BatchSize);
        var samples = Timing.Alternate(
            settings.IsQuick ? 1 : settings.Repeats, warmUps: 1, [Timing.Short("Fused", ours.Run), Timing.Short("PyTorch eager, by TorchSharp", torch.Step)]);
        return new(
            [new("a step", samples[0], samples[1], Target.TimesFaster(timesFaster)), .. mostSeconds is { } most ? [new Comparison("a step", samples[0], Target: Target.AtMost(most))] : Array.Empty<Comparison>()],
            [string.Create(CultureInfo.InvariantCulture, $"Loss of the last step: ours {ours.Loss:0.0000}, PyTorch's {torch.Loss:0.0000}; weights and the number of steps differ.")]);
    }
}
