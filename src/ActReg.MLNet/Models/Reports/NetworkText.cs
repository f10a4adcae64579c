using System.Globalization;

namespace ActReg.MLNet;

/// <summary>All that a trained network keeps, for people to read.</summary>
internal static class NetworkText
{
    /// <summary>Layers with shapes and numbers of weights, how it was trained, and a line for each epoch.</summary>
    public static void WriteSummary(TextWriter writer, TrainedNetwork network)
    {
        writer.WriteLine(NetworkTable.Text(network));
        writer.WriteLine();
        writer.WriteLine($"{network.Settings}");
        if (network.LabelScales != null)
            writer.WriteLine($"{network.LabelScales}");
        if (network.History.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine("Epoch  Loss  Data loss  Activity penalty  Validation data loss");
        foreach (var epoch in network.History)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{epoch.Epoch}  {epoch.Loss:g6}  {epoch.DataLoss:g6}  {epoch.ActivityPenalty:g6}  {epoch.ValidationDataLoss:g6}"));
        }
    }

    /// <summary>The same, and every weight: of each array its name and shape, then its values, row-major, a line for each row.</summary>
    public static void WriteAll(TextWriter writer, TrainedNetwork network)
    {
        WriteSummary(writer, network);
        foreach (var weight in network.Weights)
        {
            writer.WriteLine();
            writer.WriteLine($"{weight.Name} {LayerShape.Text(weight.Shape)}");
            // A scalar has no shape.
            foreach (var row in weight.Values.Chunk(weight.Shape is [.., > 0 and var columns] ? columns : 1))
                writer.WriteLine(string.Join(' ', row.Select(value => value.ToString("r", CultureInfo.InvariantCulture))));
        }
    }
}
