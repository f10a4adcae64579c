using System.Globalization;
using ActReg.MLNet.Cli.Sweep;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What a person reads before, while and after a network is trained on a table.</summary>
internal sealed class TrainConsole(TableTraining training, TableSurvey survey, NetworkChoices network, IAnsiConsole console)
{
    private const int LinesOfTraining = 10;

    public void Introduce(string file)
    {
        Line($"Data      {Path.GetFileName(file)}: {survey.RowCount} rows, {training.Columns.Count} columns");
        Line($"Label     {training.Label.Column}: {training.Label.Task.ToString().ToLowerInvariant()}, {training.Label.Reason}");
        if (training.Label is { Task: TableTask.Binary, Classes: [var negative, var positive] })
            Line($"          Probability is of '{positive}' ({survey.Label.Counts[positive]} rows; {training.Label.PositiveReason}), against '{negative}' ({survey.Label.Counts[negative]} rows)");
        if (survey.Label.Missing > 0)
            Line($"          {survey.Label.Missing} of the rows have no label, and are left out");
        Line($"Network   hidden units {string.Join(" - ", network.HiddenUnits)}, ReLU, {Penalty()}");
        Line($"Training  {network.Epochs} epochs of batches of {network.BatchSize}, Adam, rate {network.LearningRate}, seed {network.Seed}");
        Columns();
    }

    public void Validating(StudyProgress progress)
    {
        if (progress.Done == progress.Total)
            Line($"Validated by {progress.Total} trainings; now on all rows.");
    }

    public void EndEpoch(EpochMetrics epoch)
    {
        if (epoch.Epoch == 1 || epoch.Epoch % Math.Max(1, network.Epochs / LinesOfTraining) == 0)
            Line($"Epoch {epoch.Epoch} of {network.Epochs}: loss {epoch.DataLoss:0.0000}");
    }

    public void Results(TableMetrics metrics, TableValidation? validation)
    {
        if (validation != null)
            Validation(validation);
        console.Line();
        console.Line("On the training rows (new rows will fare worse):");
        console.Metrics(metrics);
    }

    private void Validation(TableValidation validation)
    {
        console.Line();
        Line($"On rows that were not trained on, by cross-validation of {validation.Result.SplitCount} folds:");
        if (validation.Network.Failure is { } failure)
            Line($"  training failed: {failure}");
        var metrics = StudyTask.Of(validation.Result.Task).Metrics;
        foreach (var (i, metric) in validation.Network.Validation.Index())
        {
            var interval = metrics[i].Within(metric.Interval);
            Line($"  {metric.Metric,-30} {interval.Mean:0.0000}  95 % {interval.Low:0.0000} to {interval.High:0.0000}{Against(validation.Network, i)}");
        }
    }

    private static string Against(CandidateResult network, int metric) => network.ValidationAgainstBaseline.Count == 0 ? ""
        : string.Create(CultureInfo.InvariantCulture, $"  ({network.ValidationAgainstBaseline[metric].Difference.Mean:+0.0000;-0.0000} against no penalty)");

    public void Files(string modelFile, string? jsonFile) => console.Files(modelFile, jsonFile);

    private void Columns()
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn(new Text("Column", console.Styled(Decoration.Bold))));
        table.AddColumn(console.Column("taken for", Justify.Left));
        table.AddColumn(console.Column("missing", Justify.Right));
        table.AddColumn(new TableColumn(new Text("left out because", console.Styled(Decoration.Bold))));
        foreach (var column in training.Columns)
        {
            table.AddRow(
                new Text(column.Name), new Text(Kind(column)), new Text(column.Missing.ToString(CultureInfo.InvariantCulture)),
                new Text(column.Reason ?? ""));
        }

        console.Write(table);
        Line($"Told by {(survey.IsWhole ? $"all {survey.RowCount} rows" : $"the first {TableSurvey.RowsLookedAt} rows; all others agree")}; --numeric, --category, --text and --ignore say otherwise.");
        foreach (var column in training.Columns.Where(column => column is { IsUsed: true, Note: not null }))
            Line($"Note: column '{column.Name}' {column.Note}.");
        console.Line();
    }

    private static string Kind(TakenColumn column) => column.Kind switch
    {
        ColumnKind.Category => string.Create(CultureInfo.InvariantCulture, $"category of {column.Values}"),
        ColumnKind.Ignored => "-",
        _ => column.Kind.ToString().ToLowerInvariant(),
    };

    private string Penalty() => network.L1 == 0 ? "no penalty"
        : string.Create(CultureInfo.InvariantCulture, $"L1 {network.L1} {(network.Placement == ActivityPlacement.PreActivation ? "before" : "after")} it");

    private void Line(FormattableString text) => console.Line(FormattableString.Invariant(text));
}
