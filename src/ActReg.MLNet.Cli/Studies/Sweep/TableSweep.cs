using System.Globalization;
using ActReg.MLNet.Cli.Tables;

namespace ActReg.MLNet.Cli.Sweep;

/// <summary>A network for a table of the user's.</summary>
/// <param name="file">The table's name.</param>
/// <param name="training">The table.</param>
/// <param name="labeled">Its rows with a label.</param>
/// <param name="network">How networks are trained.</param>
/// <param name="kindArguments">What the command line says of the file and its columns.</param>
internal sealed class TableSweep(string file, TableTraining training, long labeled, NetworkChoices network, IReadOnlyList<string> kindArguments) : ISweepData
{
    public string Title => $"Activity regularization on {Path.GetFileName(file)}";

    public string Description => Text($"{Path.GetFileName(file)}: {training.Label.Task.ToString().ToLowerInvariant()}, '{training.Label.Column}' by {Used}");

    private string Used => training.Columns.Count(column => column.IsUsed) is var count && count == 1 ? "1 column" : Text($"{count} columns");

    public string Columns => string.Join(", ", training.Columns.Where(column => column.IsUsed).Select(column => $"{column.Name} ({column.Kind.ToString().ToLowerInvariant()})"));

    public string Network => Text($"{string.Join(" - ", network.HiddenUnits)} units with ReLU, {network.Training}");

    public long? FoldedRows => labeled;

    public string Comparison(SweepSettings settings) => Text(
        $"{settings.Folds} folds, {(settings.Repeats ?? 1) switch { 1 => "once", var times => $"{times} times" }}{(settings.NestedFolds == 0 ? "" : $", and {settings.NestedFolds} folds within each")}");

    public IReadOnlyList<string>? TrainArguments(StudyResult result) => Sweep.TrainArguments.Of(result, file, training.Label.Column, kindArguments, network);

    public string? TrainProblem(StudyResult result) => result.Chosen?.Candidate.Role == CandidateRole.EarlyStopping
        ? "There is no 'actreg train' of the one chosen: it stops early, which one plain network of 'actreg train' does not." : null;

    public SweepStudy Prepare(SweepSettings settings, Action<StudyProgress>? onProgress, CancellationToken cancellation) => TableStudy.Of(
        training, network.Options(training.Label.Roles), settings.Space, SweepOptions.Of(
            settings, StudyEvaluation.CrossValidation(settings.Folds, settings.Repeats ?? 1, settings.NestedFolds), TableStudy.Metrics(training.Label.Task),
            onProgress, cancellation));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
