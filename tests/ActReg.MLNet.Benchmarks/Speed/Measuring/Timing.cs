using ActReg.MLNet.Benchmarks.Speed.Reporting;

namespace ActReg.MLNet.Benchmarks.Speed.Measuring;

/// <summary>Measures times on a machine that has other things to do as well.</summary>
internal static class Timing
{
    private const double WarmUpSeconds = 0.3;

    /// <summary>Below a scheduler's time slice, so that many repeats are disturbed by nobody.</summary>
    private const double ShortSeconds = 2e-3;

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
        var start = Clock.Seconds;
        action();
        return Clock.Seconds - start;
    }

    /// <summary>The same by the wall's clock: what other processes do counts.</summary>
    public static double WallOf(Action action)
    {
        var start = Clock.WallSeconds;
        action();
        return Clock.WallSeconds - start;
    }

    /// <summary>
    /// A short action, warmed up here and called so often at a time that the clock is exact enough; the seconds are those of one
    /// call.
    /// </summary>
    public static Timed Short(string name, Action action)
    {
        long calls = 0;
        // Long enough for the runtime to compile it again, optimized.
        for (var end = Clock.Seconds + WarmUpSeconds; Clock.Seconds < end; calls++)
            action();
        var calledAtATime = Math.Max(1, (long)(calls * ShortSeconds / WarmUpSeconds));
        return new(name, () => Of(() =>
        {
            for (long call = 0; call < calledAtATime; call++)
                action();
        }) / calledAtATime);
    }
}
