using ActReg.MLNet.Cli.Terminal;
using Microsoft.ML;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>One run of the command: reads and shows.</summary>
/// <param name="output">Gets the description.</param>
internal sealed class DescribeRun(IAnsiConsole output)
{
    /// <summary>The saved model.</summary>
    public required OutputPath Model { get; init; }

    /// <summary>Where the description goes as JSON; or <see langword="null"/>.</summary>
    public required OutputPath? Json { get; init; }

    public void Run()
    {
        OutputFiles.Check([Json], read: [Model]);
        var model = TableModel.Load(Model.Given);
        var networks = model.Transformer.GetNetworks();
        if (networks.Count == 0)
            throw new TableException($"{model.Name} must have a network of ActReg.MLNet in it.");
        NetworkSummary[] summaries = [.. networks.Select(NetworkSummary.Of)];
        new DescribeConsole(output).Show(summaries);
        Json?.Write(file => JsonFile.Write(file, summaries));
        output.Files(null, Json?.FullPath);
    }
}
