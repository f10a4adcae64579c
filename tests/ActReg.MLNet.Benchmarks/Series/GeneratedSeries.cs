namespace ActReg.MLNet.Benchmarks.Series;

/// <summary>A kind of series, monthly ones with a yearly season.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Draw">So many values by a seed.</param>
internal sealed record GeneratedSeries(string Name, Func<int, int, float[]> Draw)
{
    public const int Season = 12;

    private const double Tau = 2 * Math.PI;

    public static IReadOnlyList<GeneratedSeries> All { get; } =
    [
        // As sales and passengers do: 1% a month, a season and noise in proportion to the level.
        new("growing", (count, seed) => Values(count, seed, (month, noise, _) => 100 * Math.Pow(1.01, month) * (1 + 0.25 * SeasonOf(month)) * (1 + 0.04 * noise))),
        // A level that wanders, around which the season and the noise grow and shrink.
        new("wandering", (count, seed) => Values(count, seed, (month, noise, level) =>
            500 + 30 * level + (10 + 8 * Math.Sin(Tau * month / 70)) * (2 * SeasonOf(month) + noise))),
        // Nothing that a window would help against: it only hides the level, which stays.
        new("steady", (count, seed) => Values(count, seed, (month, noise, _) => 100 + 25 * SeasonOf(month) + 6 * noise)),
    ];

    /// <summary>From -1 to 1, each month another, the same every year.</summary>
    private static double SeasonOf(int month) => 0.7 * Math.Sin(Tau * month / Season) + 0.3 * Math.Cos(2 * Tau * month / Season);

    private static float[] Values(int count, int seed, Func<int, double, double, double> value)
    {
        var random = new Random(seed);
        double level = 0;
        var values = new float[count];
        for (var month = 0; month < count; month++)
        {
            level += Normal(random);
            values[month] = (float)value(month, Normal(random), level);
        }

        return values;
    }

    /// <summary>By Box and Muller.</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Tau * random.NextDouble());
}
