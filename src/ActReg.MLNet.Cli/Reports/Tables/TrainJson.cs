using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>The results for programs. Names and meanings are a promise: scripts read them.</summary>
internal static class TrainJson
{
    public static void Write(Stream file, TableTraining training, TableSurvey survey, NetworkChoices network, TableMetrics metrics) => JsonFile.Write(
        file,
        new Document(
            survey.RowCount, survey.Label.Missing, training.Label.Column, training.Label.Task, training.Label.Classes,
            [.. training.Columns.Select(column => new ColumnEntry(column.Name, column.Kind, column.IsUsed, column.Missing, column.Reason))],
            network, metrics.Values, metrics.Confusion));

    private sealed record Document(
        long Rows, long Unlabeled, string Label, TableTask Task, IReadOnlyList<string> Classes, IReadOnlyList<ColumnEntry> Columns, NetworkChoices Network,
        IReadOnlyDictionary<string, double> TrainingMetrics, ConfusionCounts? TrainingConfusion);

    private sealed record ColumnEntry(string Name, ColumnKind Kind, bool IsUsed, long Missing, string? LeftOutBecause);
}
