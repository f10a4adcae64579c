namespace ActReg.MLNet.Benchmarks.Wide;

/// <summary>Rows of four categories, each one of many, few of which are frequent; the label depends on each and on two together.</summary>
internal static class GeneratedCategories
{
    public const int Columns = 4;
    private const int Categories = 3000;

    public static TextRow[] Create(int count, int seed)
    {
        var random = new RandomState((uint)seed);
        return [.. Enumerable.Range(0, count).Select(_ => Row(random))];
    }

    private static TextRow Row(RandomState random)
    {
        int[] drawn = [.. Enumerable.Range(0, Columns).Select(_ => (int)Math.Pow(Categories, random.NextDouble()) - 1)];
        var score = drawn.Select((category, column) => Effect(column, category)).Sum() + 2 * Effect(0, drawn[0]) * Effect(1, drawn[1]);
        return new TextRow { Categories = [.. drawn.Select((category, column) => $"{column}:{category}")], Label = score + random.NextGaussian() / 2 > 0 };
    }

    /// <summary>-1 to 1.</summary>
    private static double Effect(int column, int category) => Math.Sin(1000 * column + 12.9898 * category);
}
