using System.Globalization;

namespace ActReg.MLNet;

/// <summary>A network as text: a line for each layer, as Keras's <c>summary</c> has it.</summary>
internal static class NetworkTable
{
    private static readonly string[] Header = ["Layer", "Output shape", "Weights", "Made of"];

    public static string Text(TrainedNetwork network)
    {
        var layers = NetworkLayer.AllOf(network.Plan);
        string[][] lines =
        [
            Header,
            .. layers.Select((layer, i) => (string[])[layer.Name, LayerShape.Text(layer.Shape), Number(layer.Weights), Excerpt.Of(network.Plan.Layers[i].ToString(), 80)]),
        ];
        int[] widths = [.. Header.Select((_, column) => lines.Max(line => line[column].Length))];
        return string.Join(Environment.NewLine,
        [
            $"Network of {LayerShape.Text(network.Plan.Input.ToInputArray())} features, {Quantity.Of(layers.Sum(layer => layer.Weights), "weight")}, trained for {Quantity.Of(network.History.Count, "epoch")}",
            .. lines.Select(line => string.Join("  ", line.Select((cell, column) => column == 2 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd()),
        ]);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
