using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>Explained variance over L0, whose axis is logarithmic: lines of means, and a dot for each repeat.</summary>
internal sealed record FrontierPanel(IReadOnlyList<(FrontierLine Line, Color Color)> Lines) : Panel
{
    public override string? SharedBoundsKey => nameof(FrontierPanel);

    public override IEnumerable<LegendEntry> Legend =>
        Lines.Select(line => new LegendEntry(line.Line.Name, line.Color, line.Line.Points.Count > 1 ? LegendSymbol.Line : LegendSymbol.FilledMarker));

    protected override ITickGenerator XTicks => Ticks.Logarithmic(Bounds.Left, Bounds.Right);

    protected override void AddTo(Plot plot)
    {
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        foreach (var (line, color) in Lines)
        {
            foreach (var point in line.Points)
            {
                plot.Add.Markers(point.L0.Zip(point.ExplainedVariance, (l0, explained) => new Coordinates(Math.Log10(l0), explained)).ToArray()).MarkerStyle =
                    Markers.Style(color, 6, hollow: false);
            }

            Coordinates[] means =
                [.. line.Points.Select(point => new Coordinates(Math.Log10(point.L0.Average()), point.ExplainedVariance.Average())).OrderBy(mean => mean.X)];
            if (means.Length > 1)
                plot.Add.ScatterLine(means, color).LineWidth = 2;
        }
    }
}
