namespace ActReg.MLNet.Benchmarks.Data;

/// <summary>The committed folds of the data sets that results are reported on.</summary>
internal static class Folds
{
    public const int PerRepeat = 5;
    public const int MaximumRepeats = 10;

    /// <summary>All folds of the first repeats, repeat by repeat.</summary>
    public static IReadOnlyList<Split> Of(string name, DataSet data, int repeats) =>
    [
        .. from foldOf in FoldOf(name, repeats)
           from fold in Enumerable.Range(0, PerRepeat)
           select Split.Of(data, row => foldOf[row] == fold),
    ];

    /// <returns>For each of the first repeats, the fold that holds each row out.</returns>
    public static IReadOnlyList<int[]> FoldOf(string name, int repeats)
    {
        var lines = CsvData.Numbers(Path.Combine("folds", name));
        return [.. Enumerable.Range(0, repeats).Select(repeat => lines.Select(line => (int)line[repeat]).ToArray())];
    }

    /// <summary>Folds for data that has none committed: the same for a number of rows and a repeat.</summary>
    public static int[] Drawn(int rowCount, int repeat)
    {
        var order = Enumerable.Range(0, rowCount).ToArray();
        new RandomState((uint)repeat + 1).Shuffle(order.AsSpan());
        return Array.ConvertAll(order, place => place % PerRepeat);
    }
}
