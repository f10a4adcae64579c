using ScottPlot;

namespace ActReg.MLNet.Plotting;

public static partial class Figures
{
    private const int MostTicks = 8;

    /// <summary>
    /// How good candidates of a study are over one of their settings, on the rows that were trained on and beside it on the test data or, without these, on the rows of splits:
    /// means in strips of their 95 % intervals, a line for each combination of the other settings, a row of panels for each reduction. The level of no penalty goes across.
    /// </summary>
    /// <param name="result">A study, one of whose candidates has settings; those that failed are left out.</param>
    /// <param name="metric">A metric's name; or <see langword="null"/> for the one that was chosen by.</param>
    /// <param name="setting">The setting below; or <see langword="null"/> for the strength, else the number that has most values, else whatever varies.</param>
    /// <param name="title">The title above; null for one that says what is drawn.</param>
    /// <exception cref="ArgumentException">There is no such metric or setting, or no candidate has settings and a finite score.</exception>
    public static Figure StudyScores(StudyResult result, string? metric = null, string? setting = null, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return ScoresFigure(result, StudyNumbers.MetricOf(result, metric), setting, title)
            ?? throw new ArgumentException("result must have a candidate with settings and a finite score; received none.", nameof(result));
    }

    private static Figure? ScoresFigure(StudyResult result, StudyMetric metric, string? setting, string? title)
    {
        if (StudyView.Of(result, setting) is not { } view)
            return null;
        (string Name, Func<CandidateResult, MeanInterval?> Value)[] columns =
        [
            ("rows trained on", candidate => candidate.Score(StudyRows.Train, metric)),
            result.HasTest() ? ("test data", candidate => candidate.Score(StudyRows.Test, metric)) : ("rows of the splits", candidate => candidate.Score(StudyRows.Validation, metric)),
        ];
        return ViewFigure(result, view, columns, intervals => ScoreRange.Of(intervals, metric), title ?? $"{metric} over {view.Setting}: means and 95 % intervals", AxisName(metric));
    }

    /// <summary>A row of panels for each facet, with a panel for each column.</summary>
    private static Figure? ViewFigure(
        StudyResult result, StudyView view, (string Name, Func<CandidateResult, MeanInterval?> Value)[] columns, Func<IReadOnlyList<MeanInterval>, (double Low, double High)> range,
        string title, string yLabel)
    {
        var drawn = view.Facets.SelectMany(facet => facet.Groups).SelectMany(group => group.Candidates).Append(result.Baseline).Distinct().ToArray();
        var intervals = columns.SelectMany(column => drawn.Select(column.Value)).OfType<MeanInterval>().ToArray();
        if (!columns.Any(column => drawn.Any(candidate => candidate.Candidate.Settings.Count > 0 && column.Value(candidate) != null)))
            return null;
        var (low, high) = range(intervals);
        var (left, right) = Around(view.Scale);
        var bounds = new CoordinateRect(left, right, low, high);
        var panels = view.Facets.SelectMany(facet => columns.Select(column => ViewPanel(result, view, facet, column.Value, bounds) with
        {
            Title = PanelTitle(facet, column.Name, facet.Groups.SelectMany(group => group.Candidates).Select(column.Value).Count(interval => interval is { Mean: var mean } && (mean < low || mean > high))),
            YLabel = yLabel,
        }));
        return new(title, [.. panels], view.Facets.Count);
    }

    private static BandsPanel ViewPanel(StudyResult result, StudyView view, StudyFacet facet, Func<CandidateResult, MeanInterval?> value, CoordinateRect bounds)
    {
        var points = facet.Groups.SelectMany((group, i) => group.Candidates.Select(candidate => (Candidate: candidate, X: view.Position(candidate, i, facet.Groups.Count), Y: value(candidate))))
            .Where(point => point.Y != null).ToDictionary(point => point.Candidate, point => BandPoint.Of(point.X, point.Y!), (IEqualityComparer<CandidateResult>)ReferenceEqualityComparer.Instance);
        return new([.. facet.Groups.Select(group => new Band(
            group.Name, group.Style, group.IsLine && !view.Scale.IsCategorical ? BandKind.Line : BandKind.Dots,
            [.. group.Candidates.Where(points.ContainsKey).Select(candidate => points[candidate]).OrderBy(point => point.X)])).Where(band => band.Points.Count > 0)])
        {
            Title = null,
            XLabel = view.Setting,
            YLabel = "",
            Bounds = bounds,
            Below = _ => StudyTicks.Of(view.Scale, MostTicks),
            Levels = Levels(result, value),
            Marks =
            [
                .. StudyMark.Of(result).Where(mark => points.ContainsKey(mark.Candidate) && mark.Candidate != result.Baseline)
                    .Select(mark => new Mark(Entry(mark, LegendSymbol.HollowMarker), points[mark.Candidate].X, points[mark.Candidate].Mean)),
            ],
        };
    }

    private static Level[] Levels(StudyResult result, Func<CandidateResult, MeanInterval?> value)
    {
        var levels = new List<Level>();
        if (value(result.Baseline) is { } baseline)
            levels.Add(new(new("No penalty", Palette.Ink, LegendSymbol.Line), baseline.Mean, baseline.Low, baseline.High));
        // Another strip would hide the first.
        if (result.Candidates.FirstOrDefault(candidate => candidate.Candidate.Role == CandidateRole.EarlyStopping) is { } stopping && value(stopping) is { } stopped)
            levels.Add(new(new("Early stopping", Palette.Gray, LegendSymbol.Line) { Pattern = LinePattern.Dashed }, stopped.Mean, double.NaN, double.NaN));
        return [.. levels];
    }

    private static (double Left, double Right) Around(StudyScale scale)
    {
        double width = scale.High - scale.Low, margin = scale.IsCategorical ? 0.5 : width > 0 ? 0.05 * width : Math.Max(0.5 * Math.Abs(scale.Low), 1e-6);
        return (scale.Low - margin, scale.High + margin);
    }

    private static LegendEntry Entry(StudyMark mark, LegendSymbol symbol) => new(mark.Label, mark.Color, symbol) { Shape = mark.Shape };

    private static string AxisName(StudyMetric metric) => metric.HigherIsBetter ? metric.Name : $"{metric.Name} (less is better)";

    private static string PanelTitle(StudyFacet facet, string column, int beyond)
    {
        string name = facet.Name == null ? $"{char.ToUpperInvariant(column[0])}{column[1..]}" : $"{facet.Name}: {column}";
        return beyond == 0 ? name : $"{name} ({beyond} beyond the axis)";
    }
}
