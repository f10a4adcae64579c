using System.Globalization;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What a person reads of what a model keeps.</summary>
internal sealed class DescribeConsole(IAnsiConsole console)
{
    private const int MostEpochs = 6;
    private const string MadeOf = "made of";

    public void Show(IReadOnlyList<NetworkSummary> networks)
    {
        var first = networks[0];
        console.Prose(string.Create(
            CultureInfo.InvariantCulture,
            $"{(networks.Count == 1 ? "Network" : $"{networks.Count} networks, which score together; the first")}, of {LayerShape.Text(first.InputShape)} features, {first.Layers.Sum(layer => layer.Weights)} weights, trained for {Quantity.Of(first.History.Count, "epoch")}"));
        ShowLayers(first);
        foreach (var (name, value) in first.Training)
            console.Prose($"{name}: {value}");
        console.Line();
        ShowHistory(first);
    }

    private void ShowLayers(NetworkSummary network)
    {
        var table = Begin("Layer", "puts out", "weights", MadeOf);
        foreach (var (layer, madeOf) in network.Layers.Zip(network.MadeOf))
            table.AddRow(new Text(layer.Name), new Text(LayerShape.Text(layer.Shape)), new Text(layer.Weights.ToString(CultureInfo.InvariantCulture)), new Text(madeOf));
        console.Show(table);
    }

    private void ShowHistory(NetworkSummary network)
    {
        if (network.History.Count == 0)
        {
            console.Line("It was not trained here: there is no history.");
            return;
        }

        var names = network.Layers.Select(layer => layer.Name).ToArray();
        int[] penalized = [.. network.History[0].Activities.Select(layer => layer.LayerIndex)];
        var hasValidation = network.History.Any(epoch => !double.IsNaN(epoch.ValidationDataLoss));
        var table = Begin(["Epoch", "loss", "data loss", "penalty", .. hasValidation ? (string[])["validation loss"] : [], .. penalized.Select(layer => $"zeros of {names[layer]}")]);
        foreach (var epoch in network.SomeEpochs(MostEpochs))
        {
            double[] figures = [epoch.Loss, epoch.DataLoss, epoch.ActivityPenalty, .. hasValidation ? (double[])[epoch.ValidationDataLoss] : []];
            table.AddRow(
            [
                new Text(epoch.Epoch.ToString(CultureInfo.InvariantCulture)), .. figures.Select(figure => new Text(figure.ToString("g4", CultureInfo.InvariantCulture))),
                .. epoch.Activities.Select(layer => new Text(layer.ZeroFraction.ToString("p1", CultureInfo.InvariantCulture))),
            ]);
        }

        console.Show(table);
    }

    private Table Begin(params string[] headers)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (i, header) in headers.Index())
        {
            var isProse = header == MadeOf;
            var column = console.Column(header, i == 0 || isProse ? Justify.Left : Justify.Right);
            column.NoWrap &= !isProse;
            table.AddColumn(column);
        }

        return table;
    }
}
