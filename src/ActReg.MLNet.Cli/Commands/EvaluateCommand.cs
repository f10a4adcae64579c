using System.CommandLine;
using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Tables;

/// <summary><c>actreg evaluate</c>: its options.</summary>
internal sealed class EvaluateCommand : TableCommand
{
    public EvaluateCommand()
        : base("evaluate", "Measures a model of 'actreg train' on a table with labels.")
    {
        Arguments.Add(Model);
        Arguments.Add(Data);
        AddOptions([.. ReadingOptions, Json, Quiet]);
    }

    public override string Notes => $"""
        The metrics are those of ML.NET's evaluators, but for those of a number, which hold
        far from 0, too (R squared, mean absolute and squared error); the log-loss, the mean of
        -ln p with p the probability of a row's own label, and the Brier score, the mean
        squared difference of probabilities from 0 and 1 (of more than two classes, summed
        over them). What rows do not define, such as areas
        under curves of rows of one class, is "not defined", and null in --json. Rows
        without a label are left out; a label that the model does not
        know is an error, and so is a cell that is not what its column must be. Categories
        that were not trained on count as missing; standard error has how many.

        {FileNotes}

        Examples:
          actreg evaluate titanic.zip test.csv
          actreg evaluate titanic.zip test.csv.gz --json metrics.json --quiet
        """;

    protected override Task RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var run = new EvaluateRun(Consoles.Output(arguments.GetValue(Quiet)), Consoles.Error(arguments.GetValue(Quiet)))
        {
            Model = Read(Model, arguments),
            Data = Read(Data, arguments),
            Format = Format(arguments),
            Json = arguments.GetValue(Json),
        };
        run.Run(cancellation);
        return Task.CompletedTask;
    }
}
