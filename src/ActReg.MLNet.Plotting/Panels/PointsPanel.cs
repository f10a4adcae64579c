using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>Rows of two classes in the plane, those of a test set as rings; under them, perhaps, a model's probabilities.</summary>
internal sealed record PointsPanel(LabeledPoints Rows, LabeledPoints? Test, string LabelName, ProbabilityGrid? Surface) : Panel
{
    public override bool IsSquare => true;

    public override bool HasProbabilityScale => Surface is not null;

    // A surface was scored on its own bounds and cannot be shown beyond them.
    public override string? SharedBoundsKey => Surface is null ? $"{XLabel} {YLabel}" : null;

    public override IEnumerable<LegendEntry> Legend
    {
        get
        {
            yield return new($"{LabelName} = false", Palette.OfClass(false), LegendSymbol.FilledMarker);
            yield return new($"{LabelName} = true", Palette.OfClass(true), LegendSymbol.FilledMarker);
            if (Test is not null)
            {
                yield return new("Training row", Palette.Gray, LegendSymbol.FilledMarker);
                yield return new("Test row", Palette.Gray, LegendSymbol.HollowMarker);
            }

            if (Surface is not null)
                yield return new("Probability = 0.5", Palette.Ink, LegendSymbol.Line);
        }
    }

    protected override ITickGenerator XTicks => HasEqualScales ? Ticks.Even(Bounds.Left, Bounds.Right) : base.XTicks;

    protected override ITickGenerator YTicks => HasEqualScales ? Ticks.Even(Bounds.Bottom, Bounds.Top) : base.YTicks;

    private bool HasEqualScales => Window.IsSquare(Bounds);

    protected override void AddTo(Plot plot)
    {
        if (Surface is not null)
        {
            plot.Grid.IsVisible = false;
            Add(plot, Surface);
        }

        float size = Markers.SizeFor(Rows.Count + (Test?.Count ?? 0));
        foreach (bool label in (bool[])[false, true])
        {
            Add(plot, Test, label, size, hollow: true);
            Add(plot, Rows, label, size, hollow: false);
        }
    }

    private static void Add(Plot plot, ProbabilityGrid surface)
    {
        var map = plot.Add.Heatmap(surface.Values);
        map.Colormap = Palette.Probability;
        map.ManualRange = new ScottPlot.Range(0, 1);
        map.Extent = surface.Bounds;
        map.Smooth = true;
        foreach (var line in surface.Boundary)
            plot.Add.ScatterLine(line, Palette.Ink).LineWidth = 1.5f;
    }

    private static void Add(Plot plot, LabeledPoints? rows, bool label, float size, bool hollow)
    {
        var ofClass = rows?.OfClass(label) ?? [];
        if (ofClass.Length > 0)
            plot.Add.Markers(ofClass).MarkerStyle = Markers.Style(Palette.OfClass(label), size, hollow);
    }
}
