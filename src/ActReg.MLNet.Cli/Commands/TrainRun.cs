using ActReg.MLNet.Cli.Sweep;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>One run of the command: reads, trains, measures and saves.</summary>
/// <param name="network">How the network is trained.</param>
/// <param name="kinds">What is said about columns.</param>
/// <param name="output">Gets the report.</param>
internal sealed class TrainRun(TrainerChoices network, KindChoices kinds, IAnsiConsole output)
{
    /// <summary>The table.</summary>
    public required OutputPath File { get; init; }

    /// <summary>How it is written.</summary>
    public required TableFormat Format { get; init; }

    /// <summary>The name of the column to predict.</summary>
    public required string Label { get; init; }

    /// <summary>What to predict; <see langword="null"/> for what the label's values say.</summary>
    public required TableTask? Task { get; init; }

    /// <summary>Of two labels the positive one; or <see langword="null"/>.</summary>
    public required string? Positive { get; init; }

    /// <summary>The folds to validate by; 0 for none.</summary>
    public required int Folds { get; init; }

    /// <summary>Where the model goes.</summary>
    public required OutputPath Model { get; init; }

    /// <summary>Where the results go as JSON; or <see langword="null"/>.</summary>
    public required OutputPath? Json { get; init; }

    public void Run(CancellationToken cancellation)
    {
        OutputFiles.Check([Model, Json], read: [File]);
        var table = TableFiles.Open(File.Option, File.Given, Format);
        var column = table.IndexOf(Label, "--label");
        var survey = TableSurvey.Of(table, column, kinds, cancellation);
        var label = new LabelRules(table, table.Columns[column], survey.Label).Label(Task, Positive);
        if (Folds > survey.Label.Count)
            throw new TableException(FormattableString.Invariant($"--folds must be at most the number of rows with a label, {survey.Label.Count}; received '{Folds}'."));
        var training = new TableTraining(table, survey, label, network);
        var report = new TrainConsole(training, survey, network, output);
        report.Introduce(File.Given, Folds);

        var validation = Folds == 0 ? null : TableValidation.Of(training, network, Folds, report.Validating, cancellation);
        var model = training.Estimator(report.EndEpoch, cancellation).Fit(training.Rows);
        cancellation.ThrowIfCancellationRequested();
        var fitted = FittedNetwork.In(model, Model.Option);
        report.Trained(fitted);
        var metrics = TableMetrics.Of(training.MLContext, fitted, model.Transform(training.Rows), label);
        report.Results(metrics, validation);

        Model.Write(file => training.Save(model, file));
        Json?.Write(file => TrainJson.Write(file, training, survey, network, metrics, validation));
        report.Files(Model.FullPath, Json?.FullPath);
    }
}
