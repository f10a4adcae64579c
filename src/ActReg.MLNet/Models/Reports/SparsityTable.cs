using System.Globalization;

namespace ActReg.MLNet;

/// <summary>A report as text: one line for each layer, columns aligned, readable in a hundred columns.</summary>
internal static class SparsityTable
{
    /// <summary>From no units to all of them; any at all show.</summary>
    private const string Shades = " .:-=+*#%@";

    public static readonly string[] Header =
        ["Layer", "Units", "Mean", "Mean |a|", "Zeros", "Dead", "L0/row", "Hoyer", "Gini", "Active 0..1"];

    private static readonly string[] Legend =
    [
        "Zeros: outputs that are 0. Dead: units that are 0 on every row. L0/row: units per row that are not.",
        "Hoyer, Gini: from 0, all units are equally active, to 1, one at most is.",
        "Active: units that are active on 0-10%, 10-20% ... 90-100% of the rows, from none to all (@).",
    ];

    public static string Text(long rowCount, IReadOnlyList<LayerSparsity> layers)
    {
        string[][] lines = [Header, .. Cells(layers)];
        int[] widths = [.. Header.Select((_, column) => lines.Max(line => line[column].Length))];
        return string.Join(Environment.NewLine,
        [
            Title(rowCount),
            .. lines.Select(line => string.Join("  ", line.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))),
            .. Notes(layers),
        ]);
    }

    public static string Title(long rowCount) => string.Create(CultureInfo.InvariantCulture, $"Hidden layers on {Quantity.Rows(rowCount)}");

    /// <summary>A line for each layer.</summary>
    public static string[][] Cells(IReadOnlyList<LayerSparsity> layers) => [.. layers.Select(Cells)];

    /// <summary>What else there is to say.</summary>
    public static string[] Notes(IReadOnlyList<LayerSparsity> layers) => [.. layers.Where(layer => layer.Channels < layer.Units).Select(Channels), .. Legend];

    /// <summary>Of layers of several places, where a unit may be dead whose channel is not.</summary>
    private static string Channels(LayerSparsity layer) => string.Create(
        CultureInfo.InvariantCulture, $"{layer.Name}: {layer.DeadChannels} of {layer.Channels} channels are dead, 0 at every place of every row.");

    private static string[] Cells(LayerSparsity layer) =>
    [
        layer.Name,
        Number(layer.Units, "0"),
        Number(layer.MeanActivation, "G3"),
        Number(layer.MeanAbsoluteActivation, "G3"),
        Number(layer.ZeroFraction, "0.0%"),
        $"{Number(layer.DeadUnits, "0")} ({Number(layer.DeadUnitFraction, "0%")})",
        Number(layer.L0PerRow, "0.0"),
        Number(layer.HoyerSparsity, "0.000"),
        Number(layer.GiniIndex, "0.000"),
        $"[{string.Concat(layer.ActivationFrequencyHistogram.Select(count => Shade(count, layer.Units)))}]",
    ];

    private static char Shade(long count, int units) => Shades[(int)((count * (Shades.Length - 1) + units - 1) / units)];

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
