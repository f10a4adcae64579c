namespace ActReg.MLNet.Benchmarks.Speed.Reporting;

/// <summary>A benchmark's result for documents.</summary>
internal static class ResultMarkdown
{
    public static IEnumerable<string> Lines(string title, BenchmarkResult result) =>
    [
        $"### {title}",
        "",
        Row(ResultCells.Titles),
        Row(ResultCells.Titles.Select(_ => "---")),
        .. result.Comparisons.Select(comparison => Row(ResultCells.Of(comparison).Select(Escape))),
        "",
        .. result.Notes.SelectMany(note => new[] { note, "" }),
    ];

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Escape(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);
}
