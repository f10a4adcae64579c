using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>One run of the command: reads, measures and writes.</summary>
/// <param name="output">Gets the metrics.</param>
/// <param name="error">Gets what is to be said of the table.</param>
internal sealed class EvaluateRun(IAnsiConsole output, IAnsiConsole error)
{
    /// <summary>The saved model.</summary>
    public required OutputPath Model { get; init; }

    /// <summary>The table.</summary>
    public required OutputPath Data { get; init; }

    /// <summary>How it is written.</summary>
    public required TableFormat Format { get; init; }

    /// <summary>Where the metrics go as JSON; or <see langword="null"/>.</summary>
    public required OutputPath? Json { get; init; }

    public void Run(CancellationToken cancellation)
    {
        OutputFiles.Check([Json], read: [Model, Data]);
        var model = TableModel.Load(Model.Given);
        var table = LabeledTable.Of(model, TableFiles.Open(Data.Option, Data.Given, Format), cancellation);
        error.Unseen(table.Unseen, table.Labeled);
        var metrics = TableMetrics.Of(model.MLContext, FittedNetwork.In(model), table.Scored, table.Label);
        new EvaluateConsole(output).Show(table, metrics);
        Json?.Write(file => EvaluateJson.Write(file, table, metrics));
        output.Files(null, Json?.FullPath);
    }
}
