using ScottPlot;

namespace ActReg.MLNet.Plotting;

public static partial class Figures
{
    /// <summary>
    /// What sparsity costs: each candidate's metric on the rows of splits, by which it is chosen, over its share of active hidden outputs, with 95 % intervals. Those that no other
    /// one is better than in both are joined; the baseline, early stopping, the best and the chosen one stand out.
    /// </summary>
    /// <param name="result">A study; candidates that failed are left out.</param>
    /// <param name="metric">A metric's name; or <see langword="null"/> for the one that was chosen by.</param>
    /// <param name="title">The title above; null for one that says what is drawn.</param>
    /// <exception cref="ArgumentException">There is no such metric, or no candidate has a finite score and a share of active outputs.</exception>
    public static Figure StudyFrontier(StudyResult result, string? metric = null, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return FrontierFigure(result, StudyNumbers.MetricOf(result, metric), title)
            ?? throw new ArgumentException("result must have a candidate with a finite score and hidden outputs; received none.", nameof(result));
    }

    private static Figure? FrontierFigure(StudyResult result, StudyMetric metric, string? title)
    {
        var shown = result.Candidates.Where(candidate => double.IsFinite(candidate.ActiveShare) && candidate.Score(StudyRows.Validation, metric) != null).ToArray();
        if (shown.Length == 0)
            return null;
        var scale = StudyScale.OfNumbers(shown.Select(candidate => candidate.ActiveShare));
        BandPoint[] points = [.. shown.Select(candidate => BandPoint.Of(scale.Position(candidate.ActiveShare), candidate.Score(StudyRows.Validation, metric)!))];
        var frontier = Dominance.Frontier([.. shown.Zip(points, (candidate, point) => (candidate.ActiveShare, metric.HigherIsBetter ? point.Mean : -point.Mean))]);
        var others = Enumerable.Range(0, points.Length).Except(frontier).ToArray();
        var (low, high) = ScoreRange.Of([.. shown.Select(candidate => candidate.Score(StudyRows.Validation, metric)!)], metric);
        var (left, right) = Around(scale);
        var beyond = points.Count(point => point.Mean < low || point.Mean > high);
        var style = SeriesStyle.Of(0, 0);
        return new(new BandsPanel(
        [
            .. others.Length == 0 ? [] : new[] { new Band("Other candidates", style, BandKind.PaleDots, [.. others.Select(i => points[i])]) },
            new("As good and as sparse as any", style, BandKind.LineWithBars, [.. frontier.Select(i => points[i])]),
        ])
        {
            Title = $"{title ?? $"{metric} and sparsity: means and 95 % intervals over {result.SplitCount} splits"}{(beyond == 0 ? "" : $" ({beyond} beyond the axis)")}",
            XLabel = "Share of active hidden outputs (less is sparser)",
            YLabel = AxisName(metric),
            Bounds = new CoordinateRect(left, right, low, high),
            Below = bounds => scale.IsLogarithmic || scale.Numbers.Count == 1 ? StudyTicks.Of(scale, MostTicks) : Ticks.Even(bounds.Left, bounds.Right),
            Marks =
            [
                .. StudyMark.Of(result).Select(mark => (Mark: mark, Place: Array.IndexOf(shown, mark.Candidate))).Where(mark => mark.Place >= 0)
                    .Select(mark => new Mark(Entry(mark.Mark, LegendSymbol.FilledMarker), points[mark.Place].X, points[mark.Place].Mean)),
            ],
        });
    }
}
