using System.CommandLine;
using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Tables;

/// <summary><c>actreg score</c>: its options.</summary>
internal sealed class ScoreCommand : TableCommand
{
    private readonly Option<OutputPath> _output = OptionValues.OutputFile("--output", "File for the table with predictions; standard output by default.");

    public ScoreCommand()
        : base("score", "Writes a table with the predictions of a model for each row.")
    {
        Arguments.Add(Model);
        Arguments.Add(Data);
        AddOptions([_output, .. ReadingOptions, Json, Quiet]);
    }

    public override string Notes => $"""
        Every row is written as it was read, its cells letter by letter, and after them
        what the model says: PredictedLabel, and Score (the logit) and Probability of two
        classes, Score.NAME of each of several, or Score of a number. Separator and
        decimal mark are the table's, the encoding is UTF-8. The label need not be there.
        Categories that were not trained on count as missing. A row with a cell that is
        not what its column must be is written with empty predictions. How many there are
        of both is told on standard error, and so are predictions that have another name,
        because the table has a column of theirs. If no row can be scored, the command
        fails, and leaves --output as it was. Any number of rows takes the same memory (of Parquet, those of one row
        group).

        {FileNotes}

        Examples:
          actreg score titanic.zip passengers.csv > scored.csv
          actreg score titanic.zip passengers.csv.gz --output scored.csv
          actreg score titanic.zip passengers.csv | head
        """;

    protected override Task RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var run = new ScoreRun(Consoles.Error(arguments.GetValue(Quiet)))
        {
            Model = Read(Model, arguments),
            Data = Read(Data, arguments),
            Format = Format(arguments),
            Output = arguments.GetValue(_output),
            Json = arguments.GetValue(Json),
        };
        run.Run(cancellation);
        return Task.CompletedTask;
    }
}
