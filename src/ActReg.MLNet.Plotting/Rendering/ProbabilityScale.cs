using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace ActReg.MLNet.Plotting;

/// <summary>The bar that says which color is which probability.</summary>
internal static class ProbabilityScale
{
    private const int Steps = 256;

    /// <summary>Draws the bar and its labels, as high as <paramref name="area"/>.</summary>
    public static void Draw(SKCanvas canvas, PixelRect area)
    {
        using var plot = new Plot();
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.FigureBackground.Color = Colors.Transparent;
        plot.Grid.IsVisible = false;
        plot.Legend.IsVisible = false;

        var axis = plot.Axes.Right;
        axis.TickGenerator = new NumericManual([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"]);
        axis.Label.Text = "Probability of true";
        axis.Label.Rotation = -90;
        Typography.Apply(axis.Label, Typography.AxisLabel);
        Typography.Apply(axis.TickLabelStyle, Typography.Tick);
        if (axis is ScottPlot.AxisPanels.AxisBase right)
            right.PaddingBetweenTickAndAxisLabels = new(1, 1);
        foreach (var each in plot.Axes.GetAxes())
        {
            each.FrameLineStyle.Color = Palette.Gray;
            each.MajorTickStyle.Color = Palette.Gray;
        }

        plot.Axes.Left.TickGenerator = new EmptyTickGenerator();
        plot.Axes.Bottom.TickGenerator = new EmptyTickGenerator();

        // Two columns, because ScottPlot divides by their number less one.
        double[,] values = new double[Steps, 2];
        for (int i = 0; i < Steps; i++)
            values[i, 0] = values[i, 1] = 1 - (i + 0.5) / Steps;
        var bar = plot.Add.Heatmap(values);
        bar.Colormap = Palette.Probability;
        bar.ManualRange = new ScottPlot.Range(0, 1);
        bar.Axes.YAxis = axis;
        bar.Rectangle = new CoordinateRect(0, 1, 0, 1);
        plot.Axes.SetLimits(0, 1, 0, 1);
        plot.Axes.SetLimitsY(0, 1, axis);
        plot.Layout.Fixed(new PixelPadding(left: 6, right: area.Width - 6 - 16, bottom: 0, top: 0));
        plot.DrawOn(canvas, area);
    }
}
