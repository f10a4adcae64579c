using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>The metrics for programs. Names and meanings are a promise: scripts read them.</summary>
internal static class EvaluateJson
{
    public static void Write(Stream file, LabeledTable table, TableMetrics metrics) => JsonFile.Write(
        file,
        new Document(table.Labeled, table.Unlabeled, table.Label.Column, table.Label.Task, table.Label.Classes, metrics.Values, metrics.Confusion, table.Unseen));

    private sealed record Document(
        long Rows, long Unlabeled, string Label, TableTask Task, IReadOnlyList<string> Classes, IReadOnlyDictionary<string, double> Metrics,
        ConfusionCounts? Confusion, IReadOnlyList<UnseenCategory> UnseenCategories);
}
