using System.Globalization;
using MathNet.Numerics.Statistics;
using Spectre.Console;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>A comparison as people read it.</summary>
internal static class ComparisonTable
{
    public static Table Create(DataComparison comparison)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            Column("method").LeftAligned(), Column(comparison.Metric), Column("SE"), Column("log-loss"), Column("fit, CPU s"),
            Column("first - it"), Column("95%, corrected"), Column(""), Column("95%, uncorrected"), Column("").LeftAligned());
        var reference = comparison.Methods.Count > 0 ? comparison.Methods[0] : null;
        foreach (var method in comparison.Methods)
        {
            string[] difference = method == reference ? ["", "", "", ""] : Difference(reference!, method);
            string[] cells =
            [
                method.Method, Plain(method.Scores.Mean()), Plain(Interval.StandardError(method.Scores)),
                method.LogLosses == null ? "" : Plain(method.LogLosses.Mean()), method.FitSeconds.Mean().ToString("0.00", CultureInfo.InvariantCulture),
                .. difference,
                method.Method == comparison.BestOfMLNet ? "ML.NET's best" : "",
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }
        return table;
    }

    private static TableColumn Column(string title) => new TableColumn(new Text(title)).RightAligned().NoWrap();

    private static string[] Difference(MethodScores reference, MethodScores method)
    {
        var corrected = Interval.Corrected(reference.Scores, method.Scores);
        var uncorrected = Interval.Uncorrected(reference.Scores, method.Scores);
        return [Signed(corrected.Mean), Ends(corrected), corrected.High < 0 ? "behind" : "", Ends(uncorrected)];
    }

    private static string Ends(Interval interval) => $"{Signed(interval.Low)} to {Signed(interval.High)}";

    private static string Plain(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);
}
