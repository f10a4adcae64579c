using System.Diagnostics;
using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.StudyPages;
using ActReg.MLNet.Cli.Tables;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Sweep;

/// <summary>One run of the command: compares, shows and writes.</summary>
/// <param name="settings">What is compared.</param>
/// <param name="output">Gets the report.</param>
/// <param name="error">Gets the progress bar, if it is live, so that it stays out of a report that goes to a file.</param>
internal sealed class SweepRun(SweepSettings settings, IAnsiConsole output, IAnsiConsole error)
{
    private static readonly (string Name, string Option)[] Options = [("metric", "--metric"), ("journalPath", "--journal")];

    /// <summary>Where the results go as JSON; or <see langword="null"/>.</summary>
    public required OutputPath? Json { get; init; }

    /// <summary>Where the page goes; or <see langword="null"/>.</summary>
    public required OutputPath? Report { get; init; }

    /// <summary>Where results of trials are kept; or <see langword="null"/>.</summary>
    public required OutputPath? Journal { get; init; }

    /// <summary>What the page says it was made by.</summary>
    public required string CommandLine { get; init; }

    /// <summary>What else is read.</summary>
    public required IReadOnlyList<OutputPath> Read { get; init; }

    /// <param name="load">Reads the data, once files have been checked.</param>
    /// <param name="cancellation">Ends it.</param>
    public void Run(Func<ISweepData> load, CancellationToken cancellation)
    {
        var (watch, started) = (Stopwatch.StartNew(), DateTimeOffset.Now);
        OutputFiles.Check([Json, Report, Journal], read: Read);
        var data = load();
        CheckFolds(data.FoldedRows);
        var console = new SweepConsole(output);
        Action<StudyProgress>? onProgress = null;
        var study = Prepare(data, progress => onProgress?.Invoke(progress), cancellation);
        console.Introduce(data, study.Study, data.Comparison(settings));
        var result = new StudyProgressBar(output, error).Show(show =>
        {
            onProgress = show;
            return Run(study);
        });
        var train = data.TrainArguments(result) is { } arguments ? CommandText.Of(arguments) : null;
        console.Results(result, train, data.TrainProblem(result));
        Json?.Write(result.WriteJson);
        Report?.Write(file => StudyPage.Write(file, result, new(data.Title, new(data.Description, data.Columns, data.Network, train ?? data.TrainProblem(result)), CommandLine, started, watch.Elapsed)));
        console.Files(Report, Json, watch.Elapsed);
    }

    /// <summary>What the study refuses is what its user gave it.</summary>
    private StudyResult Run(SweepStudy study)
    {
        try
        {
            return study.Run();
        }
        catch (IOException error) when (Journal != null && TableException.In(error) == null)
        {
            throw new IOException($"{Journal.Option} '{Journal.FullPath}' cannot be used: {error.Message.TrimEnd('.')}.{DiskRemedy.Of(error)}", error);
        }
        catch (Exception error) when (error is JournalRefusedException or ArgumentException)
        {
            throw new WrongUsageException(Named(error.Message));
        }
        catch (InvalidOperationException error)
        {
            throw new TableException(error.Message, error);
        }
    }

    private SweepStudy Prepare(ISweepData data, Action<StudyProgress> onProgress, CancellationToken cancellation)
    {
        try
        {
            return data.Prepare(settings, onProgress, cancellation);
        }
        catch (ArgumentException error)
        {
            throw new WrongUsageException(Named(error.Message));
        }
    }

    private void CheckFolds(long? rows)
    {
        if (settings.Folds > rows)
            throw new WrongUsageException(FormattableString.Invariant($"--folds must be at most the number of rows to train on, {rows}; received '{settings.Folds}'."));
        // The largest fold's rows are no training rows.
        if (rows - (rows + settings.Folds - 1) / settings.Folds is { } within && settings.NestedFolds > within)
            throw new WrongUsageException(FormattableString.Invariant($"--nested-folds must be at most the number of rows to train on in each fold, {within}; received '{settings.NestedFolds}'."));
    }

    /// <summary>The library's message with the option in the place of what programmers know it by.</summary>
    private static string Named(string message)
    {
        foreach (var (name, option) in Options)
        {
            if (message.StartsWith($"{name} ", StringComparison.Ordinal))
                return $"{option}{message[name.Length..]}";
        }

        return message;
    }
}
