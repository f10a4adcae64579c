using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>One run of the command: reads, predicts and writes, row by row.</summary>
/// <param name="error">Gets what is to be said, which is not to be among the data.</param>
internal sealed class ScoreRun(IAnsiConsole error)
{
    /// <summary>The saved model.</summary>
    public required OutputPath Model { get; init; }

    /// <summary>The table.</summary>
    public required OutputPath Data { get; init; }

    /// <summary>How it is written.</summary>
    public required TableFormat Format { get; init; }

    /// <summary>Where the table with predictions goes; <see langword="null"/> for standard output.</summary>
    public required OutputPath? Output { get; init; }

    /// <summary>Where the counts go as JSON; or <see langword="null"/>.</summary>
    public required OutputPath? Json { get; init; }

    public void Run(CancellationToken cancellation)
    {
        OutputFiles.Check([Output, Json], read: [Model, Data]);
        var model = TableModel.Load(Model.Given);
        var scorer = new TableScorer(model, TableFiles.Open(Data.Option, Data.Given, Format));
        var counts = Write(scorer, cancellation);
        error.Unseen(counts.UnseenCategories, counts.Rows);
        foreach (var (name, written) in counts.RenamedPredictions)
            error.Line($"actreg: the table has a column '{name}'; the model's is '{written}'.");
        Json?.Write(file => JsonFile.Write(file, counts));
        if (counts.IsFailure)
            throw Failure(counts);
        if (counts.Unscored > 0)
            error.Line(FormattableString.Invariant($"actreg: {counts.Unscored} of {counts.Rows} rows could not be scored, and have no predictions. The first: {counts.FirstProblem}."));
    }

    private ScoreCounts Write(TableScorer scorer, CancellationToken cancellation)
    {
        var counts = new ScoreCounts(0, 0, null);
        if (Output == null)
        {
            using var stream = StandardStream.OpenOutput();
            return scorer.Write(stream, cancellation);
        }

        try
        {
            Output.Write(file =>
            {
                counts = scorer.Write(file, cancellation);
                // The file of an earlier run is worth more than one without predictions.
                if (counts.IsFailure)
                    throw Failure(counts);
            });
        }
        catch (TableException) when (counts.IsFailure)
        {
            // It is told after all else that is known.
        }

        return counts;
    }

    private static TableException Failure(ScoreCounts counts) =>
        new(FormattableString.Invariant($"none of {counts.Rows} rows could be scored. The first: {counts.FirstProblem}."));
}
