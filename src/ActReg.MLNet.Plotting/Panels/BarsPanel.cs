using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>Groups of horizontal bars, from top to bottom.</summary>
internal sealed record BarsPanel(IReadOnlyList<string> Groups, IReadOnlyList<BarSeries> Series) : Panel
{
    private const int LongestName = 24;

    // Of the distance between groups.
    private const double GroupHeight = 0.76;

    public static CoordinateRect BoundsOf(int groups, double most) => new(0, most, -groups + 0.5, 0.5);

    /// <summary>Whether a group's bars are in one place, because all but one are 0.</summary>
    public bool IsOverlaid { get; init; }

    public override IEnumerable<LegendEntry> Legend => Series.Select(series => new LegendEntry(series.Name, series.Color, LegendSymbol.FilledMarker) { Shape = MarkerShape.FilledSquare });

    protected override ITickGenerator YTicks => Ticks.Of(Groups.Select((name, group) => ((double)-group, Excerpt.Of(name, LongestName))));

    protected override void AddTo(Plot plot)
    {
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.Grid.YAxisStyle.IsVisible = false;
        var places = IsOverlaid ? 1 : Series.Count;
        double height = GroupHeight / places;
        Bar[] bars =
        [
            .. Series.SelectMany((series, i) => series.Values.Select((value, group) => new Bar
            {
                Orientation = Orientation.Horizontal,
                Position = -group + (places - 1) * height / 2 - (IsOverlaid ? 0 : i) * height,
                Size = height * 0.9,
                Value = value,
                FillColor = series.Color,
                LineWidth = 0,
            })),
        ];
        plot.Add.Bars(bars);
    }
}

/// <summary>A bar in each group.</summary>
internal sealed record BarSeries(string Name, Color Color, IReadOnlyList<double> Values);
