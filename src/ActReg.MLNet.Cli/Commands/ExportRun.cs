using ActReg.MLNet.Cli.Terminal;
using Microsoft.ML.Data;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>One run of the command: reads and writes.</summary>
/// <param name="output">Gets what the graph takes and gives.</param>
internal sealed class ExportRun(IAnsiConsole output)
{
    /// <summary>The saved model.</summary>
    public required OutputPath Model { get; init; }

    /// <summary>The graph.</summary>
    public required OutputPath Output { get; init; }

    public void Run()
    {
        OutputFiles.Check([Output], read: [Model]);
        var model = TableModel.Load(Model.Given);
        var steps = ScoringSteps.Of(model.Transformer, model.Schema) ?? throw new TableException($"{model.Name} must have a network of ActReg.MLNet in it.");
        Output.Write(file => OnnxExport.Write(model, steps, file));
        output.Prose($"Inputs: {string.Join(", ", steps.Inputs.Select(column => $"{column.Name} ({Kind(column.Type)})"))}.");
        output.Prose($"Outputs: {string.Join(", ", steps.Outputs.Select(name => $"{name}.output"))}.");
        if (model.Label is { Task: TableTask.Binary, Classes: [_, var second] } label)
            output.Prose($"PredictedLabel.output is true where {label.Column} is predicted to be '{second}'.");
        output.Files(null, Output.FullPath);
    }

    private static string Kind(DataViewType type) => type switch
    {
        TextDataViewType => "text",
        NumberDataViewType => "number",
        _ => $"{type}",
    };
}
