using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>One run of the command: reads, measures and shows.</summary>
/// <param name="output">Gets the report.</param>
/// <param name="error">Gets what is to be said of the table.</param>
internal sealed class ReportRun(IAnsiConsole output, IAnsiConsole error)
{
    public const int DefaultPermutations = 5;

    /// <summary>The saved model.</summary>
    public required OutputPath Model { get; init; }

    /// <summary>The table.</summary>
    public required OutputPath Data { get; init; }

    /// <summary>How it is written.</summary>
    public required TableFormat Format { get; init; }

    /// <summary>How often each column is permuted.</summary>
    public required int Permutations { get; init; }

    public required int Seed { get; init; }

    /// <summary>Where the report goes as JSON; or <see langword="null"/>.</summary>
    public required OutputPath? Json { get; init; }

    public void Run(CancellationToken cancellation)
    {
        OutputFiles.Check([Json], read: [Model, Data]);
        var model = TableModel.Load(Model.Given);
        var network = FittedNetwork.In(model);
        var table = LabeledTable.Of(model, TableFiles.Open(Data.Option, Data.Given, Format), cancellation);
        error.Unseen(table.Unseen, table.Labeled);
        var result = new ModelReport(
            NetworkLayer.AllOf(network.Plan), network.Plan.InputSize, network.Sparsity(table.Scored, table.Label.Roles),
            network.Importance(table.Scored, table.Label.Roles, Permutations, Seed, FeatureOrder.OwnersOf(model, table.Scored.Schema)));
        new ReportConsole(output).Show(result);
        Json?.Write(file => JsonFile.Write(file, result));
        output.Files(null, Json?.FullPath);
    }
}
