using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>Means with their intervals, over whatever is below.</summary>
internal sealed record BandsPanel(IReadOnlyList<Band> Bands) : Panel
{
    private const double StripOpacity = 0.12;
    private const double BarOpacity = 0.55;

    public IReadOnlyList<Level> Levels { get; init; } = [];

    public IReadOnlyList<Mark> Marks { get; init; } = [];

    /// <summary>Made anew at each drawing; they depend on the bounds.</summary>
    public Func<CoordinateRect, ITickGenerator> Below { get; init; } = _ => Ticks.Linear();

    public bool IsLogarithmic { get; init; }

    public override IEnumerable<LegendEntry> Legend =>
    [
        .. Bands.Select(band => LegendEntry.Of(band.Label, Faded(band), band.Kind switch
        {
            BandKind.Curve => LegendSymbol.Line,
            BandKind.Line or BandKind.LineWithBars => band.Style.IsHollow ? LegendSymbol.LineWithHollowMarker : LegendSymbol.LineWithMarker,
            BandKind.PaleDots => LegendSymbol.HollowMarker,
            _ => LegendSymbol.FilledMarker,
        })),
        .. Levels.Select(level => level.Entry), .. Marks.Select(mark => mark.Entry),
    ];

    protected override ITickGenerator XTicks => Below(Bounds);

    protected override ITickGenerator YTicks => IsLogarithmic ? Ticks.Logarithmic(Bounds.Bottom, Bounds.Top) : base.YTicks;

    protected override void AddTo(Plot plot)
    {
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        foreach (var level in Levels)
            Add(plot, level);
        foreach (var band in Bands)
            AddIntervals(plot, band);
        foreach (var band in Bands)
            AddMeans(plot, band);
        foreach (var mark in Marks)
        {
            var marker = plot.Add.Marker(mark.X, mark.Y);
            marker.MarkerStyle = Markers.Style(mark.Entry.Color, 13, hollow: mark.Entry.Symbol == LegendSymbol.HollowMarker, mark.Entry.Shape);
        }
    }

    private static void Add(Plot plot, Level level)
    {
        if (double.IsFinite(level.Low) && double.IsFinite(level.High))
        {
            var strip = plot.Add.VerticalSpan(level.Low, level.High);
            strip.FillStyle.Color = level.Entry.Color.WithAlpha(StripOpacity);
            strip.LineStyle.Width = 0;
        }

        var line = plot.Add.HorizontalLine(level.Mean, 1.8f, level.Entry.Color, level.Entry.Pattern);
        line.LabelText = "";
    }

    private static void AddIntervals(Plot plot, Band band)
    {
        BandPoint[] points = [.. band.Points.Where(point => point.HasInterval)];
        if (band.Kind is BandKind.Curve or BandKind.Line && points.Length > 1)
        {
            var strip = plot.Add.FillY([.. points.Select(point => point.X)], [.. points.Select(point => point.Low)], [.. points.Select(point => point.High)]);
            strip.FillStyle.Color = band.Style.Color.WithAlpha(StripOpacity);
            strip.LineStyle.Width = 0;
            strip.MarkerStyle.IsVisible = false;
            return;
        }

        foreach (var point in points)
        {
            var bar = plot.Add.Line(point.X, point.Low, point.X, point.High);
            bar.LineStyle.Color = Faded(band).Color.WithAlpha(BarOpacity);
            bar.LineStyle.Width = 1.2f;
            bar.MarkerStyle.IsVisible = false;
        }
    }

    private static void AddMeans(Plot plot, Band band)
    {
        Coordinates[] means = [.. band.Points.Select(point => new Coordinates(point.X, point.Mean))];
        var style = Faded(band);
        if (band.Kind is BandKind.Curve or BandKind.Line or BandKind.LineWithBars && means.Length > 1)
        {
            var line = plot.Add.ScatterLine(means, style.Color);
            line.LineWidth = 2;
            line.LinePattern = style.Pattern;
        }

        if (band.Kind != BandKind.Curve || means.Length == 1)
            plot.Add.Markers(means).MarkerStyle = Markers.Style(style.Color, means.Length > 60 ? 7 : 9, hollow: style.IsHollow || band.Kind == BandKind.PaleDots, style.Shape);
    }

    private static SeriesStyle Faded(Band band) => band.Kind == BandKind.PaleDots ? band.Style with { Color = Palette.Faded } : band.Style;
}
