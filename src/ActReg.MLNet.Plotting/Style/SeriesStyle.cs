using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>How one of several lines looks: it differs in color, pattern and marker, so that it is told apart in print without color.</summary>
internal sealed record SeriesStyle(Color Color, MarkerShape Shape, LinePattern Pattern, bool IsHollow)
{
    private static readonly (Color Color, MarkerShape Shape)[] Looks =
    [
        (Palette.Blue, MarkerShape.FilledCircle),
        (Palette.Orange, MarkerShape.FilledSquare),
        (Palette.Green, MarkerShape.FilledTriangleUp),
        (Palette.Purple, MarkerShape.FilledDiamond),
        (Palette.Sky, MarkerShape.FilledTriangleDown),
        (Palette.Amber, MarkerShape.FilledCircle),
    ];

    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.DenselyDashed, LinePattern.Dotted];

    /// <summary>The most colors, and the most patterns, that are told apart.</summary>
    public static (int Colors, int Patterns) Most => (Looks.Length, Patterns.Length);

    /// <param name="look">The place of the color and marker; those beyond the most begin again.</param>
    /// <param name="pattern">The place of the pattern.</param>
    public static SeriesStyle Of(int look, int pattern)
    {
        var (color, shape) = Looks[look % Looks.Length];
        return new(color, shape, Patterns[pattern % Patterns.Length], pattern % 2 == 1);
    }
}
