using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>One line of a legend; equal entries of side-by-side panels are shown once.</summary>
internal sealed record LegendEntry(string Label, Color Color, LegendSymbol Symbol)
{
    public MarkerShape Shape { get; init; } = MarkerShape.FilledCircle;

    public LinePattern Pattern { get; init; } = LinePattern.Solid;

    public static LegendEntry Of(string label, SeriesStyle style, LegendSymbol symbol) =>
        new(label, style.Color, symbol) { Shape = style.Shape, Pattern = style.Pattern };

    public LegendItem ToItem()
    {
        var item = new LegendItem { LabelText = Label, LabelFontSize = Typography.Legend, LabelFontColor = Palette.Ink };
        item.LabelFontName = FigureFont.Name;
        if (Symbol is LegendSymbol.Line or LegendSymbol.LineWithMarker or LegendSymbol.LineWithHollowMarker)
            item.LineStyle = new LineStyle(2.5f, Color, Pattern);
        if (Symbol != LegendSymbol.Line)
            item.MarkerStyle = Markers.Style(Color, 9, hollow: Symbol is LegendSymbol.HollowMarker or LegendSymbol.LineWithHollowMarker, Shape);
        return item;
    }
}

/// <summary>What stands beside a legend's text.</summary>
internal enum LegendSymbol
{
    Line,
    LineWithMarker,
    LineWithHollowMarker,
    FilledMarker,
    HollowMarker,
}
