using ScottPlot;
using SkiaSharp;

namespace ActReg.MLNet.Plotting;

/// <summary>Draws a figure: title, rows of panels with data areas of equal size, one scale of probabilities, one legend.</summary>
internal static class FigureRenderer
{
    // Below, thin lines on white get visible shadows.
    private const int WebPQuality = 88;

    /// <param name="title">Above several panels; a single one has its own.</param>
    /// <param name="panels">Row by row.</param>
    /// <param name="rows">How many rows they make, all equally long.</param>
    /// <param name="width">In PNG pixels.</param>
    /// <param name="height">In PNG pixels.</param>
    public static byte[] ToPng(string title, IReadOnlyList<Panel> panels, int rows, int width, int height)
    {
        using var image = ToImage(title, panels, rows, width, height);
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <inheritdoc cref="ToPng"/>
    public static byte[] ToWebP(string title, IReadOnlyList<Panel> panels, int rows, int width, int height)
    {
        using var image = ToImage(title, panels, rows, width, height);
        using var data = image.Encode(SKEncodedImageFormat.Webp, WebPQuality);
        return data.ToArray();
    }

    internal static void Draw(string title, IReadOnlyList<Panel> panels, int rows, SKCanvas canvas, Paint paint, PixelRect page)
    {
        var free = page.Contract(FigureLayout.Margin, FigureLayout.Margin);
        if (panels.Count > 1)
            free = DrawTitle(title, canvas, paint, free);
        bool hasScale = panels.Any(p => p.HasProbabilityScale);
        var forPanels = hasScale ? new PixelRect(free.Left, free.Right - FigureLayout.ScaleWidth, free.Bottom, free.Top) : free;
        forPanels = DrawLegend(panels, canvas, paint, forPanels);

        var plots = panels.Select(p => p.Build()).ToArray();
        try
        {
            int columns = plots.Length / rows;
            float width = forPanels.Width / columns, height = forPanels.Height / rows;
            var labels = MeasureLabels(plots, paint, width, height);
            for (int i = 0; i < plots.Length; i++)
            {
                float left = forPanels.Left + i % columns * width, top = forPanels.Top + i / columns * height;
                var cell = new PixelRect(left, left + width, top + height, top);
                var padding = FigureLayout.DataPadding(cell, labels, panels[i].IsSquare);
                plots[i].Layout.Fixed(padding);
                plots[i].DrawOn(canvas, cell);
                if (hasScale && i == plots.Length - 1)
                {
                    float right = cell.Right - padding.Right;
                    var area = new PixelRect(right, right + FigureLayout.ScaleWidth, cell.Bottom - padding.Bottom, cell.Top + padding.Top);
                    ProbabilityScale.Draw(canvas, area);
                }
            }
        }
        finally
        {
            foreach (var plot in plots)
                plot.Dispose();
        }
    }

    private static SKImage ToImage(string title, IReadOnlyList<Panel> panels, int rows, int width, int height)
    {
        FigureFont.Register();
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var surface = SKSurface.Create(info);
        using var paint = Paint.NewDisposablePaint();
        var canvas = surface.Canvas;
        canvas.Clear(Palette.Background.ToSKColor());
        canvas.Scale(FigureLayout.Scale);
        var page = new PixelRect(0, (float)width / FigureLayout.Scale, (float)height / FigureLayout.Scale, 0);
        Draw(title, panels, rows, canvas, paint, page);
        return surface.Snapshot();
    }

    private static PixelRect DrawTitle(string title, SKCanvas canvas, Paint paint, PixelRect free)
    {
        if (title.Length == 0)
            return free;
        var label = new LabelStyle { Alignment = Alignment.UpperCenter };
        Typography.Apply(label, Typography.FigureTitle, bold: true);
        label.Text = Typography.Wrap(title, label, free.Width, paint);
        label.Render(canvas, new Pixel(free.HorizontalCenter, free.Top), paint);
        return new(free.Left, free.Right, free.Bottom, free.Top + label.Measure(label.Text, paint).Height + 8);
    }

    private static PixelRect DrawLegend(IEnumerable<Panel> panels, SKCanvas canvas, Paint paint, PixelRect free)
    {
        LegendItem[] items = [.. panels.SelectMany(p => p.Legend).Distinct().Select(e => e.ToItem())];
        if (items.Length == 0)
            return free;
        using var plot = new Plot();
        var legend = plot.Legend;
        legend.ManualItems.AddRange(items);
        legend.Orientation = Orientation.Horizontal;
        legend.TightHorizontalWrapping = true;
        legend.OutlineWidth = 0;
        // A dashed line is told from others by more than one dash.
        if (items.Any(item => item.LineStyle.Pattern.Name != LinePattern.Solid.Name))
            legend.SymbolWidth = 40;
        legend.ShadowColor = Colors.Transparent;
        legend.InterItemPadding = new(0, 22, 4, 4);
        float height = legend.GetLayout(free.Size, paint).LegendRect.Height;
        legend.Render(canvas, paint, free, Alignment.LowerCenter);
        return new(free.Left, free.Right, free.Bottom - height, free.Top);
    }

    /// <summary>The space that the largest labels of all panels need about the data.</summary>
    private static PixelPadding MeasureLabels(IReadOnlyList<Plot> plots, Paint paint, float width, float height)
    {
        float left = 0, bottom = 0, top = 0;
        foreach (var plot in plots)
        {
            plot.Axes.Left.RegenerateTicks(height, paint);
            plot.Axes.Bottom.RegenerateTicks(width, paint);
            left = Math.Max(left, plot.Axes.Left.Measure(paint));
            bottom = Math.Max(bottom, plot.Axes.Bottom.Measure(paint));
            var title = plot.Axes.Title.Label;
            title.Text = Typography.Wrap(title.Text, title, width - 20, paint);
            top = Math.Max(top, plot.Axes.Title.Measure(paint));
        }

        // The last tick's label reaches beyond the data on the right; so does half a line of text at the top.
        return new(left: left + 8, right: 18, bottom: bottom + 6, top: top + 10);
    }
}
