namespace ActReg.MLNet.Benchmarks.Data;

/// <summary>The committed folds of the data sets that results are reported on.</summary>
internal static class Folds
{
    public const int PerRepeat = 5;
    public const int MaximumRepeats = 10;

    /// <summary>All folds of the first repeats, repeat by repeat.</summary>
    public static IReadOnlyList<Split> Of(string name, DataSet data, int repeats)
    {
        var foldOf = CsvData.Numbers(Path.Combine("folds", name));
        return
        [
            .. from repeat in Enumerable.Range(0, repeats)
               from fold in Enumerable.Range(0, PerRepeat)
               select Split.Of(data, row => foldOf[row][repeat] == fold),
        ];
    }
}
