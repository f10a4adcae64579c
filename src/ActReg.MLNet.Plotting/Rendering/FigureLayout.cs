using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>Where panels lie, in layout pixels, and which limits they share.</summary>
internal static class FigureLayout
{
    /// <summary>PNG pixels per layout pixel.</summary>
    public const int Scale = 2;

    public const float Margin = 12;
    public const float ScaleWidth = 82;

    /// <summary>A size in PNG pixels that gives every panel of a row, or of several equal rows, a good shape.</summary>
    public static (int Width, int Height) DefaultSize(IReadOnlyList<Panel> panels, bool hasTitle = false, int rows = 1)
    {
        // Beside the images: their titles on the left, below and above.
        if (panels is [ImagesPanel images])
            return ((images.DataSize.Width + 140) * Scale, (images.DataSize.Height + 120) * Scale);
        bool square = panels.Any(p => p.IsSquare);
        int columns = panels.Count / rows;
        int cell = columns switch { 1 => square ? 680 : 800, 2 => 560, 3 => 420, _ => 380 };
        int scale = panels.Any(p => p.HasProbabilityScale) ? (int)ScaleWidth : 0;
        int height = panels.Count == 1 ? square ? 700 : 600 : square ? cell + 50 : (columns == 1 ? 400 : cell * 4 / 5) * rows + 90;
        int width = cell * columns + scale;
        return (width * Scale, (height + (hasTitle ? 35 : 0)) * Scale);
    }

    public static IReadOnlyList<Panel> ShareBounds(IReadOnlyList<Panel> panels)
    {
        var unions = panels.Where(p => p.SharedBoundsKey is not null).GroupBy(p => p.SharedBoundsKey!)
            .ToDictionary(g => g.Key, g => Window.Union([.. g.Select(p => p.Bounds)], g.First().IsSquare));
        return [.. panels.Select(p => p.SharedBoundsKey is { } key ? p with { Bounds = unions[key] } : p)];
    }

    /// <summary>The part of a cell for the data: a centered square, if the panel wants one.</summary>
    public static PixelPadding DataPadding(PixelRect cell, PixelPadding labels, bool square)
    {
        float width = cell.Width - labels.Left - labels.Right, height = cell.Height - labels.Top - labels.Bottom;
        if (!square)
            return labels;
        float x = Math.Max(0, width - height) / 2, y = Math.Max(0, height - width) / 2;
        return new(labels.Left + x, labels.Right + x, labels.Bottom + y, labels.Top + y);
    }
}
