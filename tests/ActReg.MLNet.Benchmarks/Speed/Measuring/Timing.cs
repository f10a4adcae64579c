using System.Diagnostics;
using ActReg.MLNet.Benchmarks.Speed.Reporting;

namespace ActReg.MLNet.Benchmarks.Speed.Measuring;

/// <summary>Measures times on a machine that has other things to do as well.</summary>
internal static class Timing
{
    /// <summary>Times all in turn, again and again, so that whatever disturbs one of them disturbs the others too.</summary>
    /// <param name="repeats">How often.</param>
    /// <param name="warmUps">Rounds before, which do not count.</param>
    /// <param name="all">What to time.</param>
    /// <returns>Of each, the seconds.</returns>
    public static Samples[] Alternate(int repeats, int warmUps, IReadOnlyList<Timed> all)
    {
        var seconds = all.Select(_ => new List<double>()).ToArray();
        for (var round = -warmUps; round < repeats; round++)
        {
            for (var i = 0; i < all.Count; i++)
            {
                var time = all[i].Run();
                if (round >= 0)
                    seconds[i].Add(time);
            }
        }

        return [.. all.Zip(seconds, (timed, values) => new Samples(timed.Name, Unit.Seconds, values))];
    }

    /// <summary>The seconds that an action takes.</summary>
    public static double Of(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>A short action, called so often that the clock is exact enough; the seconds are those of one call.</summary>
    public static Timed Short(string name, int calls, Action action) => new(name, () => Of(() =>
    {
        for (var call = 0; call < calls; call++)
            action();
    }) / calls);
}
