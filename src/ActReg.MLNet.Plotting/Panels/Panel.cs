using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>One pair of axes of a figure: what to draw, not the drawing; immutable, so that any thread may draw it.</summary>
internal abstract record Panel
{
    public required string? Title { get; init; }

    public required string XLabel { get; init; }

    public required string YLabel { get; init; }

    /// <summary>The part of the plane to show.</summary>
    public required CoordinateRect Bounds { get; init; }

    /// <summary>What the caller changes on the finished plot, in order.</summary>
    public IReadOnlyList<Action<Plot>> Changes { get; init; } = [];

    /// <summary>Whether the data area is a square rather than all the space there is.</summary>
    public virtual bool IsSquare => false;

    /// <summary>Whether the panel needs the scale of probabilities beside it.</summary>
    public virtual bool HasProbabilityScale => false;

    /// <summary>Panels with equal keys show equal bounds when side by side; null for a panel that keeps its own.</summary>
    public virtual string? SharedBoundsKey => null;

    public abstract IEnumerable<LegendEntry> Legend { get; }

    /// <summary>Puts the data onto an empty plot.</summary>
    protected abstract void AddTo(Plot plot);

    protected virtual ITickGenerator XTicks => Ticks.Linear();

    protected virtual ITickGenerator YTicks => Ticks.Linear();

    public Plot Build()
    {
        FigureFont.Register();
        var plot = new Plot();
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.FigureBackground.Color = Colors.Transparent;
        plot.Legend.IsVisible = false;
        plot.Legend.FontName = FigureFont.Name;
        plot.Grid.MajorLineColor = Palette.Grid;
        plot.Axes.Title.Label.Text = Title ?? "";
        Typography.Apply(plot.Axes.Title.Label, Typography.PanelTitle, bold: true);
        foreach (var axis in plot.Axes.GetAxes())
        {
            axis.FrameLineStyle.Color = Palette.Gray;
            axis.MajorTickStyle.Color = Palette.Gray;
            axis.MinorTickStyle.Color = Palette.Gray;
            Typography.Apply(axis.Label, Typography.AxisLabel);
            Typography.Apply(axis.TickLabelStyle, Typography.Tick);
        }

        if (plot.Axes.Left is ScottPlot.AxisPanels.AxisBase left)
            left.PaddingBetweenTickAndAxisLabels = new(9, 3);
        plot.Axes.Bottom.Label.Text = XLabel;
        plot.Axes.Left.Label.Text = YLabel;
        plot.Axes.Bottom.TickGenerator = XTicks;
        plot.Axes.Left.TickGenerator = YTicks;
        AddTo(plot);
        plot.Axes.SetLimits(Bounds);
        foreach (var change in Changes)
            change(plot);
        return plot;
    }
}
