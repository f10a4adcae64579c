using ScottPlot;
using ScottPlot.TickGenerators;

namespace ActReg.MLNet.Plotting;

/// <summary>A table of grey images, each in a square of one unit.</summary>
internal sealed record ImagesPanel(
    IReadOnlyList<IReadOnlyList<float[,]?>> Rows, IReadOnlyList<string> RowTitles, IReadOnlyList<string> ColumnTitles) : Panel
{
    private const double Gap = 0.04;

    public override IEnumerable<LegendEntry> Legend => [];

    /// <summary>Layout pixels for the images, so that they are square.</summary>
    public (int Width, int Height) DataSize => (ColumnTitles.Count * Side, Rows.Count * Side);

    protected override ITickGenerator XTicks => Centered(ColumnTitles);

    protected override ITickGenerator YTicks => Centered([.. RowTitles.Reverse()]);

    private int Side => Math.Clamp(720 / Math.Max(Rows.Count, ColumnTitles.Count), 24, 160);

    protected override void AddTo(Plot plot)
    {
        plot.Grid.IsVisible = false;
        foreach (var axis in plot.Axes.GetAxes())
        {
            axis.MajorTickStyle.Length = 0;
            axis.MinorTickStyle.Length = 0;
            axis.FrameLineStyle.Width = 0;
        }

        for (int row = 0; row < Rows.Count; row++)
        {
            for (int column = 0; column < ColumnTitles.Count; column++)
            {
                if (Rows[row][column] is { } image)
                    Add(plot, Scaled(image), column, Rows.Count - 1 - row);
            }
        }
    }

    private static void Add(Plot plot, double[,] image, double left, double bottom)
    {
        var map = plot.Add.Heatmap(image);
        map.Colormap = new ScottPlot.Colormaps.Grayscale();
        map.ManualRange = new(0, 1);
        // ScottPlot wants the centers of the outer pixels.
        double right = left + 1 - Gap, top = bottom + 1 - Gap;
        double halfWidth = (1 - 2 * Gap) / (2 * image.GetLength(1)), halfHeight = (1 - 2 * Gap) / (2 * image.GetLength(0));
        map.Position = new(left + Gap + halfWidth, right - halfWidth, bottom + Gap + halfHeight, top - halfHeight);
    }

    private static double[,] Scaled(float[,] image)
    {
        var values = image.Cast<float>().ToArray();
        double lowest = values.Min(), range = values.Max() - lowest;
        var isFlat = !(range > 0) || !double.IsFinite(range);
        // A single row or column would have no height or width.
        int height = image.GetLength(0), width = image.GetLength(1);
        var scaled = new double[Math.Max(height, 2), Math.Max(width, 2)];
        for (int row = 0; row < scaled.GetLength(0); row++)
        {
            for (int column = 0; column < scaled.GetLength(1); column++)
                scaled[row, column] = isFlat ? 0 : (image[row % height, column % width] - lowest) / range;
        }

        return scaled;
    }

    private static NumericManual Centered(IReadOnlyList<string> titles) =>
        new([.. titles.Select((_, i) => i + 0.5)], [.. titles]);
}
