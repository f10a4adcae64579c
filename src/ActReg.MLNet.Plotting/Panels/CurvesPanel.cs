using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>Lines over epochs.</summary>
internal sealed record CurvesPanel(IReadOnlyList<Curve> Curves, string Kind, bool IsLogarithmic) : Panel
{
    // Thousands of noisy epochs stay readable in thin lines; a few need a thicker one.
    private float LineWidth => Curves.Max(c => c.Xs.Length) > 500 ? 1f : 2f;

    public override string? SharedBoundsKey => $"{Kind} {IsLogarithmic}";

    public override IEnumerable<LegendEntry> Legend => Curves.Select(c => new LegendEntry(c.Label, c.Color, LegendSymbol.Line));

    protected override ITickGenerator XTicks => Ticks.Linear(integersOnly: true);

    protected override ITickGenerator YTicks => IsLogarithmic ? Ticks.Logarithmic(Bounds.Bottom, Bounds.Top) : base.YTicks;

    protected override void AddTo(Plot plot)
    {
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        foreach (var curve in Curves)
        {
            var line = plot.Add.ScatterLine(curve.Xs, curve.Ys, curve.Color);
            line.LineWidth = LineWidth;
            if (curve.Xs.Length == 1)
                line.MarkerStyle = Markers.Style(curve.Color, 9, hollow: false);
        }
    }
}

/// <summary>One line: finite coordinates, as drawn (logarithms on a logarithmic axis).</summary>
internal sealed record Curve(string Label, Color Color, double[] Xs, double[] Ys);
