using System.Diagnostics;
using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Benchmarks.Scoring;

/// <summary>Works measured in turn, so that what disturbs the machine disturbs all.</summary>
/// <param name="What">What they all do.</param>
/// <param name="Results">Ours first.</param>
internal sealed record Comparison(string What, IReadOnlyList<Comparison.Result> Results)
{
    private const double WarmUpSeconds = 1;

    /// <param name="what">What they all do.</param>
    /// <param name="repeats">How often each is run, after a second that does not count.</param>
    /// <param name="works">Ours first.</param>
    public static Comparison Measure(string what, int repeats, IReadOnlyList<Work> works)
    {
        foreach (var work in works)
            WarmUp(work);

        var times = works.Select(_ => new double[repeats]).ToArray();
        for (var i = 0; i < repeats; i++)
        {
            for (var j = 0; j < works.Count; j++)
                times[j][i] = works[j].Measure();
        }

        return new(what,
        [
            .. works.Zip(times, (work, its) => new Result(
                work.Name, its.Median(), its.Min(), its.Zip(times[0], (theirs, ours) => ours / theirs).Median())),
        ]);
    }

    private static void WarmUp(Work work)
    {
        // The runtime compiles a method again, in the background, when it has been called often.
        var start = Stopwatch.GetTimestamp();
        do
        {
            work.Run();
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds);
    }

    /// <param name="Name">What was measured.</param>
    /// <param name="Nanoseconds">Per row, the median.</param>
    /// <param name="LeastNanoseconds">Per row, the least.</param>
    /// <param name="OursByIts">The median of (our time / its) over the repeats.</param>
    internal sealed record Result(string Name, double Nanoseconds, double LeastNanoseconds, double OursByIts);
}
