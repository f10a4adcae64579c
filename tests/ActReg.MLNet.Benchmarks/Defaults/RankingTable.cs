using System.Globalization;
using Spectre.Console;

namespace ActReg.MLNet.Benchmarks.Defaults;

/// <summary>A ranking as people read it.</summary>
internal static class RankingTable
{
    public static Table Create(IEnumerable<Ranking> rankings)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            Column("candidate").LeftAligned(), Column("mean rank"), Column("SE"), Column("relative loss"), Column("SE"),
            Column("behind the best"), Column("SE"));
        foreach (var ranking in rankings)
        {
            table.AddRow(
                new Text(ranking.Candidate), Number(ranking.Rank, "0.0"), Number(ranking.RankError, "0.0"),
                Number(ranking.RelativeLoss, "0.000"), Number(ranking.RelativeLossError, "0.000"),
                Number(ranking.BehindBest, "0.000"), Number(ranking.BehindBestError, "0.000"));
        }
        return table;
    }

    private static TableColumn Column(string title) => new TableColumn(title).RightAligned().NoWrap();

    private static Text Number(double value, string format) => new(value.ToString(format, CultureInfo.InvariantCulture));
}
