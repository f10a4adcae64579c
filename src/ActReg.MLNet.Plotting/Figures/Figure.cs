using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>A finished picture of one or more panels: made by <see cref="Figures"/>, shown by notebooks, saved as PNG.</summary>
/// <remarks>
/// Figures never change, and every drawing builds its own <see cref="Plot"/>: any number of threads may draw one figure at once.
/// One figure gives the same bytes each time. All text is in Open Sans, which comes with this assembly (Latin, Greek and Cyrillic).
/// </remarks>
[TypeFormatterSource(typeof(FigureFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed class Figure : INotebookImage
{
    /// <summary>PNG pixels per layout pixel: text and lines are laid out for a common screen and drawn for a sharp one.</summary>
    public const int Scale = FigureLayout.Scale;

    private const int MinimumSide = 200 * Scale;
    private const int MaximumSide = 16_000;

    internal Figure(Panel panel)
        : this(panel.Title ?? "", [panel], 1, FigureLayout.DefaultSize([panel]))
    {
    }

    /// <param name="title">Above all.</param>
    /// <param name="panels">Row by row.</param>
    /// <param name="rows">How many rows they make, all equally long.</param>
    internal Figure(string title, IReadOnlyList<Panel> panels, int rows)
        : this(title, panels, rows, FigureLayout.DefaultSize(panels, title.Length > 0, rows))
    {
    }

    private Figure(string title, IReadOnlyList<Panel> panels, int rows, (int Width, int Height) size)
    {
        Title = title;
        Panels = panels;
        Rows = rows;
        (Width, Height) = size;
    }

    /// <summary>The title above the figure, or an empty string.</summary>
    public string Title { get; }

    /// <summary>The PNG's width in pixels.</summary>
    public int Width { get; }

    /// <summary>The PNG's height in pixels.</summary>
    public int Height { get; }

    internal IReadOnlyList<Panel> Panels { get; }

    internal int Rows { get; }

    int INotebookImage.DisplayWidth => Width / Scale;

    /// <summary>Puts figures into one row, with the legend and the scale of probabilities that they have in common.</summary>
    /// <param name="title">The title above all; null or empty for none. The figures keep theirs.</param>
    /// <param name="figures">At least one figure. Learning curves, losses and points get common axis limits, each kind among
    /// itself; decision surfaces keep theirs, which are equal for equal points.</param>
    /// <exception cref="ArgumentException">There is no figure.</exception>
    public static Figure SideBySide(string? title, params Figure[] figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        if (figures.Length == 0)
            throw new ArgumentException("figures must have at least one figure; received 0.", nameof(figures));
        if (figures.Any(f => f is null))
            throw new ArgumentException("figures must not contain null.", nameof(figures));
        var panels = FigureLayout.ShareBounds([.. figures.SelectMany(f => f.Panels)]);
        return new(title ?? "", panels, rows: 1);
    }

    /// <summary>The same figure on another area, its text as large as before.</summary>
    /// <param name="width">The PNG's width in pixels, 400 to 16,000.</param>
    /// <param name="height">The PNG's height in pixels, 400 to 16,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public Figure Resize(int width, int height)
    {
        CheckSide(width, nameof(width));
        CheckSide(height, nameof(height));
        return new(Title, Panels, Rows, (width, height));
    }

    /// <summary>The same figure with something changed on each panel's ScottPlot plot before it is drawn.</summary>
    /// <param name="change">Called at each drawing, once a panel, on the thread that draws, with a plot that is complete but for
    /// its layout. Text that it adds takes Open Sans by the font name of the plot's axes.</param>
    public Figure Customize(Action<Plot> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(Title, [.. Panels.Select(p => p with { Changes = [.. p.Changes, change] })], Rows, (Width, Height));
    }

    /// <summary>Draws the figure.</summary>
    /// <returns>A PNG file's bytes, <see cref="Width"/> by <see cref="Height"/> pixels.</returns>
    public byte[] ToPng() => FigureRenderer.ToPng(Title, Panels, Rows, Width, Height);

    /// <summary>Draws the figure in the format of web pages: a quarter of a PNG's bytes, and not quite its colors.</summary>
    /// <returns>A WebP file's bytes, <see cref="Width"/> by <see cref="Height"/> pixels.</returns>
    public byte[] ToWebP() => FigureRenderer.ToWebP(Title, Panels, Rows, Width, Height);

    /// <summary>Draws the figure into a file, replacing one of that name once all is written.</summary>
    /// <param name="path">The file's path; its folder must exist.</param>
    /// <exception cref="IOException">The file cannot be written; one of that name is as it was.</exception>
    public void SavePng(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var png = ToPng();
        ResultFile.Write(path, file => file.Write(png));
    }

    /// <summary>The title and the size, for consoles.</summary>
    public override string ToString() => $"{(Title.Length > 0 ? Title : "Figure")} ({Width} x {Height} pixels)";

    private static void CheckSide(int side, string name)
    {
        if (side is < MinimumSide or > MaximumSide)
        {
            throw new ArgumentOutOfRangeException(
                name, side, $"{name} must be from {MinimumSide} to {MaximumSide} pixels; received {side}.");
        }
    }
}
