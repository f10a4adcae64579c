using System.Diagnostics;

namespace ActReg.MLNet.Benchmarks.Speed.Measuring;

/// <summary>What times are read from.</summary>
/// <remarks>
/// The wall's clock, or, where the environment variable <c>BENCHMARK_CLOCK</c> is <c>cpu</c>, the processor time that a process
/// has used, all its threads together: what to compare single threads by while others use the machine. The peers heed the
/// variable too.
/// </remarks>
internal static class Clock
{
    private static readonly bool IsOfProcessor = Environment.GetEnvironmentVariable("BENCHMARK_CLOCK") == "cpu";

    public static string Name => IsOfProcessor ? "processor time" : "wall clock";

    /// <summary>Since some moment.</summary>
    public static double Seconds => IsOfProcessor ? Environment.CpuUsage.TotalTime.TotalSeconds : WallSeconds;

    /// <summary>The same by the wall's clock, whatever the variable says.</summary>
    public static double WallSeconds => (double)Stopwatch.GetTimestamp() / Stopwatch.Frequency;
}
