using ActReg.MLNet.Cli.Sweep;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>The results for programs. Names and meanings are a promise: scripts read them.</summary>
internal static class TrainJson
{
    public static void Write(Stream file, TableTraining training, TableSurvey survey, TrainerChoices network, TableMetrics metrics, TableValidation? validation) => JsonFile.Write(
        file,
        new Document(
            survey.RowCount, survey.Label.Missing, training.Label.Column, training.Label.Task, training.Label.Classes,
            [.. training.Columns.Select(column => new ColumnEntry(column.Name, column.Kind, column.IsUsed, column.Missing, column.Reason, column.Note))],
            network, metrics.Values, metrics.Confusion,
            validation?.Metrics.ToDictionary(metric => metric.Metric, metric => Validated.Of(metric, validation))));

    private sealed record Document(
        long Rows, long Unlabeled, string Label, TableTask Task, IReadOnlyList<string> Classes, IReadOnlyList<ColumnEntry> Columns, object Network,
        IReadOnlyDictionary<string, double> TrainingMetrics, ConfusionCounts? TrainingConfusion,
        IReadOnlyDictionary<string, Validated>? Validation);

    /// <remarks>The last is by how much it differs from that without the penalty; <see langword="null"/> where that was not trained.</remarks>
    private sealed record Validated(double Mean, double Low, double High, IReadOnlyList<double> Folds, Difference? AgainstNoPenalty)
    {
        public static Validated Of(MetricSummary metric, TableValidation validation) => new(
            metric.Interval.Mean, metric.Interval.Low, metric.Interval.High, metric.Values,
            validation.AgainstNoPenalty.FirstOrDefault(difference => difference.Metric == metric.Metric) is { Difference: var of } ? new(of.Mean, of.Low, of.High) : null);
    }

    private sealed record Difference(double Mean, double Low, double High);

    private sealed record ColumnEntry(string Name, ColumnKind Kind, bool IsUsed, long Missing, string? LeftOutBecause, string? Note);
}
