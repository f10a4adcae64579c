using ActReg.MLNet.Benchmarks.Data;
using ActReg.MLNet.Benchmarks.Defaults;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>Data that methods are compared on, in folds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Data">All rows.</param>
/// <param name="FoldOf">For each repeat, the fold from 0 that holds each row out.</param>
internal sealed record ComparedData(string Name, DataSet Data, IReadOnlyList<int[]> FoldOf)
{
    /// <summary>The reported data sets in their committed folds, or tuning tables in folds drawn as the <c>defaults</c> command draws them.</summary>
    public static ComparedData Load(string name, int repeats)
    {
        if (ReportedData.Names.Contains(name))
        {
            var data = ReportedData.Load(name);
            return new(name, data, Folds.FoldOf(name, repeats));
        }
        var table = TuningTables.All.Concat(TuningTables.Larger).First(table => table.Name == name);
        var rows = table.Load();
        return new(name, rows, [.. Enumerable.Range(0, repeats).Select(repeat => Folds.Drawn(rows.Count, repeat))]);
    }

    /// <summary>The first folds of each repeat.</summary>
    public IEnumerable<Split> Splits(int foldsPerRepeat) =>
        from foldOf in FoldOf
        from fold in Enumerable.Range(0, foldsPerRepeat)
        select Split.Of(Data, row => foldOf[row] == fold);
}
