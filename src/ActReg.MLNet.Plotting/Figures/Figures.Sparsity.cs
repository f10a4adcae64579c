namespace ActReg.MLNet.Plotting;

public static partial class Figures
{
    /// <summary>How sparse each hidden layer is, as bars: the share of its outputs that are 0, and of its units that are 0 on every row. Layers as in the report's table, the first on top.</summary>
    /// <param name="report">Of a network with a hidden layer.</param>
    /// <param name="title">The title above; null for one that says on how many rows.</param>
    /// <exception cref="ArgumentException">There is no hidden layer.</exception>
    public static Figure Sparsity(SparsityReport report, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        var layers = report.Told;
        if (layers.Count == 0)
            throw new ArgumentException("report must have a hidden layer; received none.", nameof(report));
        var panel = new BarsPanel(
            [.. layers.Select(layer => layer.Name)],
            [
                new("Zeros among outputs", Palette.Blue, [.. layers.Select(layer => layer.ZeroFraction)]),
                new("Dead units", Palette.Orange, [.. layers.Select(layer => layer.DeadUnitFraction)]),
            ])
        {
            Title = title ?? SparsityTable.Title(report.RowCount),
            XLabel = "Share",
            YLabel = "",
            Bounds = BarsPanel.BoundsOf(layers.Count, 1),
        };
        return new Figure(panel).Resize(800 * Figure.Scale, Math.Min((150 + 50 * layers.Count) * Figure.Scale, 16_000));
    }
}
