using System.Globalization;
using ActReg.MLNet.Cli.Sweep;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What a person reads before, while and after a network is trained on a table.</summary>
internal sealed class TrainConsole(TableTraining training, TableSurvey survey, TrainerChoices network, IAnsiConsole console)
{
    private const int LinesOfTraining = 10;

    /// <summary>Of more columns only those that are left out are shown, and no more than this.</summary>
    private const int MostColumns = 100;

    private int _linesOfValidation;

    /// <param name="file">The table.</param>
    /// <param name="folds">The folds to validate by; 0 for none.</param>
    public void Introduce(string file, int folds)
    {
        Line($"Data      {Path.GetFileName(file)}: {survey.RowCount} rows, {training.Columns.Count} columns");
        Line($"Label     {training.Label.Column}: {training.Label.Task.ToString().ToLowerInvariant()}, {training.Label.Reason}");
        if (training.Label is { Task: TableTask.Binary, Classes: [var negative, var positive] })
            Line($"          Probability is of '{positive}' ({survey.Label.Counts[positive]} rows; {training.Label.PositiveReason}), against '{negative}' ({survey.Label.Counts[negative]} rows)");
        if (survey.Label.Missing > 0)
            Line($"          {survey.Label.Missing} of the rows have no label, and are left out");
        if (network is NetworkChoices plain)
        {
            Line($"Network   hidden units {string.Join(" - ", plain.HiddenUnits)}, ReLU, {Penalty()}");
            Line($"Training  {plain.Training}, seed {plain.Seed}");
        }
        else if (network is TabularChoices tabular)
        {
            Line($"Network   {tabular.Members} networks for tables (ActivityRegularizedTabularMlp) that score together, ReLU, {Penalty()}");
            Line($"Training  each keeps its best epoch, by a fifth of the rows that it sets aside; seed {tabular.Seed}");
        }

        Columns();
        Notes(folds);
        console.Line();
    }

    public void Validating(StudyProgress progress)
    {
        // The last training, on all rows, is not among those of the plain trainer.
        var trainings = network is NetworkChoices ? progress.Total : progress.Total - 1;
        var line = progress.Done * LinesOfTraining / trainings;
        if (progress.Done == trainings)
            Line($"Validated by {trainings} trainings; now on all rows.");
        else if (line > _linesOfValidation || progress.Done == 0)
            Line($"Validation: {progress}{(progress.Done == 0 ? ", less where networks stop early" : "")}");
        _linesOfValidation = line;
    }

    public void EndEpoch(EpochEnd end)
    {
        if (network is NetworkChoices { Epochs: var epochs } && end.Metrics is var epoch && (epoch.Epoch == 1 || epoch.Epoch % Math.Max(1, epochs / LinesOfTraining) == 0))
            Line($"Epoch {epoch.Epoch} of {epochs}: loss {TableConsole.Figure(epoch.DataLoss)}");
    }

    public void Trained(FittedNetwork fitted)
    {
        if (network is TabularChoices)
            Line($"Networks of {string.Join(", ", fitted.Members.Select(member => member.Epochs))} epochs");
    }

    public void Results(TableMetrics metrics, TableValidation? validation)
    {
        if (validation != null)
            Validation(validation);
        console.Line();
        console.Sentence("On the training rows (new rows usually fare worse):");
        console.Metrics(metrics);
    }

    private void Validation(TableValidation validation)
    {
        console.Line();
        Line($"On rows that were not trained on, by cross-validation of {validation.Folds} folds:");
        if (validation.Failure is { } failure)
            Line($"  training failed: {FailureReason.Of(failure)}");
        var metrics = validation.Task.Metrics;
        foreach (var (i, metric) in validation.Metrics.Index())
        {
            var interval = validation.Task.Within(metrics[i], metric.Interval);
            console.Sentence(FormattableString.Invariant($"  {metric.Metric,-30} {TableConsole.Figure(interval.Mean)}{Interval(interval)}{Defined(metric, validation.Folds)}{Against(validation, i)}"), indent: 4);
        }
    }

    private static string Interval(MeanInterval interval) => double.IsNaN(interval.Low) ? ""
        : $"  95 % {TableConsole.Figure(interval.Low)} to {TableConsole.Figure(interval.High)}";

    private static string Defined(MetricSummary metric, int folds) =>
        metric.Interval.Count is var count && count > 0 && count < folds ? FormattableString.Invariant($"  in {count} of {folds} folds") : "";

    private static string Against(TableValidation validation, int metric) =>
        validation.AgainstNoPenalty.Count == 0 || validation.AgainstNoPenalty[metric].Difference is not { Count: > 0 } difference ? ""
            : $"  ({TableConsole.Difference(difference.Mean)}{(double.IsNaN(difference.Low) ? "" : $", 95 % {TableConsole.Difference(difference.Low)} to {TableConsole.Difference(difference.High)}")}, against no penalty)";

    public void Files(string modelFile, string? jsonFile) => console.Files(modelFile, jsonFile);

    private void Columns()
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn(new Text("Column", console.Styled(Decoration.Bold))));
        table.AddColumn(console.Column("taken for", Justify.Left));
        table.AddColumn(console.Column("missing", Justify.Right));
        table.AddColumn(new TableColumn(new Text("left out because", console.Styled(Decoration.Bold))));
        var isWide = training.Columns.Count > MostColumns;
        foreach (var column in training.Columns.Where(column => !isWide || !column.IsUsed).Take(MostColumns))
        {
            table.AddRow(
                new Text(column.Name), new Text(Kind(column)), new Text(column.Missing.ToString(CultureInfo.InvariantCulture)),
                new Text(column.Reason ?? ""));
        }

        console.Show(table);
        if (isWide)
        {
            var kinds = training.Columns.GroupBy(column => column.IsUsed ? column.Kind.ToString().ToLowerInvariant() : column.Kind == ColumnKind.Label ? "label" : "left out");
            Line($"Of {training.Columns.Count} columns: {string.Join(", ", kinds.Select(kind => $"{kind.Count()} {kind.Key}"))}; shown are the first {MostColumns} at most of what is no input, --json has all.");
        }

        Line($"Told by {(survey.IsWhole ? $"all {survey.RowCount} rows" : $"the first {TableSurvey.RowsLookedAt} rows; in all {survey.RowCount} numbers are numbers and Booleans are Booleans")}; --numeric, --category, --text and --ignore say otherwise.");
    }

    private void Notes(int folds)
    {
        if (training.HeaderDoubt is { } doubt)
            Line($"Note: {doubt}");
        foreach (var column in training.Columns.Where(column => column is { IsUsed: true, Note: not null }).Take(MostColumns))
            Line($"Note: column '{column.Name}' {column.Note}.");
        foreach (var (name, count) in survey.Label.Counts.Where(value => training.Label.Classes.Contains(value.Key) && value.Value < folds).Take(MostColumns))
            Line($"Note: label '{name}' has {count} {(count == 1 ? "row" : "rows")}, fewer than the {folds} folds: how well it is told is not known from all of them.");
    }

    private static string Kind(TakenColumn column) => column.Kind switch
    {
        ColumnKind.Category => string.Create(CultureInfo.InvariantCulture, $"category of {column.Values}"),
        ColumnKind.Ignored => "-",
        _ => column.Kind.ToString().ToLowerInvariant(),
    };

    private string Penalty()
    {
        string[] strengths = [.. new[] { ("L1", network.L1), ("L2", network.L2) }.Where(norm => norm.Item2 > 0).Select(norm => FormattableString.Invariant($"{norm.Item1} {norm.Item2}"))];
        return strengths.Length == 0 ? "no penalty"
            : $"{string.Join(" and ", strengths)} {(network.Placement == ActivityPlacement.PreActivation ? "before" : "after")} it, {(network.Reduction == ActivityReduction.BatchSum ? "summed" : "averaged")} over a batch";
    }

    private void Line(FormattableString text) => console.Sentence(FormattableString.Invariant(text));
}
