using System.Globalization;
using Spectre.Console;

namespace ActReg.MLNet.Benchmarks.Robustness;

/// <summary>Grids as people read them.</summary>
internal static class GridTable
{
    public static Table Create(IReadOnlyList<GridScores> grids)
    {
        var cells = grids[0].Cells;
        var epochs = cells.Select(cell => cell.Epochs).Distinct().ToArray();
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            [Column("training").LeftAligned(), Column("units"), .. epochs.Select(count => Column($"{count} epochs")), Column("farthest behind the best")]);
        foreach (var grid in grids)
        {
            var first = true;
            foreach (var (units, index) in cells.Select(cell => cell.Units).Distinct().Select((units, index) => (units, index)))
            {
                string[] row =
                [
                    first ? grid.Training : "", units, .. grid.Means.Skip(index * epochs.Length).Take(epochs.Length).Select(Plain),
                    first ? Plain(grid.Means.Max() - grid.Means.Min()) : "",
                ];
                table.AddRow(row.Select(cell => new Text(cell)));
                first = false;
            }
        }
        return table;
    }

    private static TableColumn Column(string title) => new TableColumn(new Text(title)).RightAligned().NoWrap();

    private static string Plain(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
