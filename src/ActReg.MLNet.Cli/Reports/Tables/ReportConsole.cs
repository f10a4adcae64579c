using System.Globalization;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What a person reads of what is inside a model.</summary>
internal sealed class ReportConsole(IAnsiConsole console)
{
    public void Show(ModelReport report)
    {
        console.Line(string.Create(CultureInfo.InvariantCulture, $"Network of {report.Features} features, {report.Layers.Sum(layer => layer.Weights)} weights"));
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(console.Column("Layer", Justify.Left)).AddColumn(console.Column("kind", Justify.Left));
        table.AddColumn(console.Column("puts out", Justify.Right)).AddColumn(console.Column("weights", Justify.Right));
        foreach (var layer in report.Layers)
        {
            table.AddRow(
                new Text(layer.Name), new Text(layer.Kind), new Text($"[{string.Join(", ", layer.Shape)}]"),
                new Text(layer.Weights.ToString(CultureInfo.InvariantCulture)));
        }

        console.Write(table);
        console.Line(report.Sparsity.ToString());
        console.Line();
        console.Line(report.Importance.ToString());
    }
}
