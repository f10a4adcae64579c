using System.Diagnostics;

namespace ActReg.MLNet.Benchmarks.Scoring;

/// <summary>Something that scores rows.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Rows">The rows that one run scores.</param>
/// <param name="Run">Scores them.</param>
internal sealed record Work(string Name, long Rows, Action Run)
{
    /// <summary>Of a run, nanoseconds per row.</summary>
    public double Measure()
    {
        var start = Stopwatch.GetTimestamp();
        Run();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Rows;
    }
}
