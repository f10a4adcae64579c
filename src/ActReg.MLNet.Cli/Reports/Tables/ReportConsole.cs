using System.Globalization;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What a person reads of what is inside a model.</summary>
internal sealed class ReportConsole(IAnsiConsole console)
{
    public void Show(ModelReport report)
    {
        console.Sentence(string.Create(
            CultureInfo.InvariantCulture,
            $"{(report.Networks == 1 ? "Network" : $"{report.Networks} networks, which score together, each")} of {report.Features} features, {report.Layers.Sum(layer => layer.Weights)} weights"));
        if (report.Networks > 1)
            console.Sentence("Layers of the first one; others' differ only where other columns were missing in the rows that they were trained on:");
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(console.Column("Layer", Justify.Right)).AddColumn(console.Column("name", Justify.Left)).AddColumn(console.Column("kind", Justify.Left));
        table.AddColumn(console.Column("puts out", Justify.Right)).AddColumn(console.Column("weights", Justify.Right));
        foreach (var (index, layer) in report.Layers.Index())
        {
            table.AddRow(
                new Text(index.ToString(CultureInfo.InvariantCulture)), new Text(layer.Name), new Text(layer.Kind), new Text($"[{string.Join(", ", layer.Shape)}]"),
                new Text(layer.Weights.ToString(CultureInfo.InvariantCulture)));
        }

        console.Show(table);
        if (report.Networks > 1)
            console.Sentence("The first one; --json has all:");
        console.Report(report.NetworkSparsity[0]);
        console.Line();
        console.Report(report.Importance);
    }
}
