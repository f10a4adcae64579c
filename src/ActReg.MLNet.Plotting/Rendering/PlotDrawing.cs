using ScottPlot;
using SkiaSharp;

namespace ActReg.MLNet.Plotting;

/// <summary>How a plot gets onto a canvas that others draw on too.</summary>
internal static class PlotDrawing
{
    public static void DrawOn(this Plot plot, SKCanvas canvas, PixelRect area)
    {
        // ScottPlot draws twice when limits are new; the first time goes nowhere, or soft edges would be laid over each other.
        using (var nowhere = new SKNoDrawCanvas((int)Math.Ceiling(area.Right), (int)Math.Ceiling(area.Bottom)))
            plot.Render(nowhere, area);
        canvas.Save();
        plot.Render(canvas, area);
        canvas.Restore();
    }
}
