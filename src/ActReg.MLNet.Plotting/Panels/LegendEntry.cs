using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>One line of a legend; equal entries of side-by-side panels are shown once.</summary>
internal sealed record LegendEntry(string Label, Color Color, LegendSymbol Symbol)
{
    public LegendItem ToItem()
    {
        var item = new LegendItem { LabelText = Label, LabelFontSize = Typography.Legend, LabelFontColor = Palette.Ink };
        item.LabelFontName = FigureFont.Name;
        if (Symbol == LegendSymbol.Line)
            item.LineStyle = new LineStyle(2.5f, Color);
        else
            item.MarkerStyle = Markers.Style(Color, 9, hollow: Symbol == LegendSymbol.HollowMarker);
        return item;
    }
}

/// <summary>What stands beside a legend's text.</summary>
internal enum LegendSymbol
{
    Line,
    FilledMarker,
    HollowMarker,
}
