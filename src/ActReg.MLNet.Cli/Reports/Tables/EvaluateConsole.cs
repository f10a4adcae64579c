using System.Globalization;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What a person reads of a model's metrics.</summary>
internal sealed class EvaluateConsole(IAnsiConsole console)
{
    public void Show(LabeledTable table, TableMetrics metrics)
    {
        console.Sentence($"Label     {table.Label.Column}: {table.Label.Task.ToString().ToLowerInvariant()}");
        if (table.Label is { Task: TableTask.Binary, Classes: [var negative, var positive] })
            console.Sentence($"          Probability is of '{positive}', against '{negative}'");
        console.Sentence(string.Create(CultureInfo.InvariantCulture, $"Rows      {table.Labeled} with a label; {table.Unlabeled} without are left out"));
        console.Line();
        console.Metrics(metrics);
    }
}
