using Spectre.Console;

namespace ActReg.MLNet.Benchmarks.Speed.Reporting;

/// <summary>A benchmark's result for the terminal.</summary>
internal static class ResultTable
{
    private static readonly string[] Words = ["what", "peer"];

    public static Table Create(BenchmarkResult result)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in ResultCells.Titles)
        {
            var column = new TableColumn(new Text(title));
            table.AddColumn(Words.Contains(title) ? column.LeftAligned() : column.RightAligned().NoWrap());
        }

        foreach (var comparison in result.Comparisons)
            table.AddRow(ResultCells.Of(comparison).Select(cell => new Text(cell)));
        return table;
    }
}
