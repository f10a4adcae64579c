using ScottPlot;
using ScottPlot.TickGenerators;

namespace ActReg.MLNet.Plotting;

/// <summary>Parallel coordinates: an upright axis for each setting and, as the last, for the metric, and a line for each candidate.</summary>
internal sealed record ParallelPanel(IReadOnlyList<ParallelAxis> Axes, IReadOnlyList<ParallelLine> Lines, string BestLabel, string OtherLabel) : Panel
{
    private const float LabelGap = 6;

    public override IEnumerable<LegendEntry> Legend =>
    [
        new(BestLabel, Palette.Rank.GetColor(0), LegendSymbol.Line),
        .. Lines.Any(line => !line.IsBest) ? [new LegendEntry(OtherLabel, Palette.Rank.GetColor(0.6), LegendSymbol.Line)] : Array.Empty<LegendEntry>(),
    ];

    protected override ITickGenerator XTicks => new NumericManual([.. Axes.Select((_, i) => (double)i)], [.. Axes.Select(axis => axis.Name)]);

    protected override ITickGenerator YTicks => new EmptyTickGenerator();

    protected override void AddTo(Plot plot)
    {
        plot.Grid.IsVisible = false;
        foreach (var axis in plot.Axes.GetAxes())
        {
            axis.FrameLineStyle.Width = 0;
            axis.MajorTickStyle.Length = 0;
        }

        plot.Axes.Bottom.TickLabelStyle.Bold = true;
        // The best are drawn last, so that nothing lies over them.
        foreach (var line in Lines.OrderByDescending(line => line.Rank))
            Add(plot, line);
        for (int i = 0; i < Axes.Count; i++)
            Add(plot, Axes[i], i);
    }

    private static void Add(Plot plot, ParallelLine line)
    {
        var color = Palette.Rank.GetColor(line.Rank);
        var drawn = plot.Add.ScatterLine(line.Heights.Select((height, i) => new Coordinates(i, height)).ToArray(), line.IsBest ? color : color.WithAlpha(0.35));
        drawn.LineWidth = line.IsBest ? 2.6f : 1.1f;
    }

    private static void Add(Plot plot, ParallelAxis axis, int place)
    {
        var upright = plot.Add.Line(place, 0, place, 1);
        upright.LineStyle.Color = Palette.Ink;
        upright.LineStyle.Width = 1.5f;
        upright.MarkerStyle.IsVisible = false;
        foreach (var (height, label) in axis.Labels)
        {
            var text = plot.Add.Text(label, place, height);
            Typography.Apply(text.LabelStyle, Typography.Tick);
            text.LabelStyle.Alignment = Alignment.MiddleLeft;
            text.LabelStyle.OffsetX = LabelGap;
            text.LabelStyle.BackgroundColor = Palette.Background.WithAlpha(0.8);
            text.LabelStyle.Padding = 1;
        }
    }
}

/// <summary>An upright axis, from 0 to 1.</summary>
internal sealed record ParallelAxis(string Name, IReadOnlyList<(double Height, string Label)> Labels);

/// <summary>A candidate.</summary>
/// <param name="Heights">On each axis.</param>
/// <param name="Rank">From 0 for the best to 1 for the worst.</param>
/// <param name="IsBest">Whether it is one of those that stand out.</param>
internal sealed record ParallelLine(IReadOnlyList<double> Heights, double Rank, bool IsBest);
