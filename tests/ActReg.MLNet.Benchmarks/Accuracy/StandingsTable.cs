using System.Globalization;
using Spectre.Console;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>Methods' standings as people read them.</summary>
internal static class StandingsTable
{
    public static Table Create(IReadOnlyList<Standing> standings)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            Column("method").LeftAligned(), Column("error"), Column("95%"), Column("log-loss"), Column("95%"), Column("won-tied-lost"), Column("rank"),
            Column("by log-loss"), Column("worst"), Column("on").LeftAligned(), Column("fit, CPU"));
        foreach (var standing in standings.OrderBy(standing => standing.Error.Mean))
        {
            string[] cells =
            [
                standing.Method, Plain(standing.Error.Mean), Ends(standing.Error), Plain(standing.LogLoss?.Mean), Ends(standing.LogLoss),
                $"{standing.Wins}-{standing.Ties}-{standing.Losses}", Plain(standing.Rank, "0.00"), Plain(standing.LogLossRank, "0.00"),
                Plain(standing.Worst, "0.00"), standing.WorstTable, Plain(standing.FitSeconds, "0.0"),
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }
        return table;
    }

    private static TableColumn Column(string title) => new TableColumn(new Text(title)).RightAligned().NoWrap();

    private static string Ends(Ratio? ratio) => ratio == null || double.IsNaN(ratio.Low) ? "" : $"{Plain(ratio.Low)} to {Plain(ratio.High)}";

    private static string Plain(double? value, string format = "0.000") => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
