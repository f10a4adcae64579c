using System.Globalization;

namespace ActReg.MLNet;

/// <summary>A network as text: a line for each layer, as Keras's <c>summary</c> has it.</summary>
internal static class NetworkTable
{
    /// <summary>The column of numbers.</summary>
    public const int NumberColumn = 2;

    public static readonly string[] Header = ["Layer", "Output shape", "Weights", "Made of"];

    public static string Text(TrainedNetwork network)
    {
        string[][] lines = [Header, .. Cells(network)];
        int[] widths = [.. Header.Select((_, column) => lines.Max(line => line[column].Length))];
        return string.Join(Environment.NewLine,
        [
            Title(network),
            .. lines.Select(line => string.Join("  ", line.Select((cell, column) => column == NumberColumn ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd()),
        ]);
    }

    public static string Title(TrainedNetwork network) =>
        $"Network of {LayerShape.Text(network.Plan.Input.ToInputArray())} features, {Quantity.Of(NetworkLayer.AllOf(network.Plan).Sum(layer => layer.Weights), "weight")}, trained for {Quantity.Of(network.History.Count, "epoch")}";

    /// <summary>A line for each layer.</summary>
    public static string[][] Cells(TrainedNetwork network) =>
        [.. NetworkLayer.AllOf(network.Plan).Select((layer, i) => (string[])[layer.Name, LayerShape.Text(layer.Shape), Number(layer.Weights), Excerpt.Of(network.Plan.Layers[i].ToString(), 80)])];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
