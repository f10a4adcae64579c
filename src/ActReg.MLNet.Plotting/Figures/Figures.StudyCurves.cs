using ScottPlot;

namespace ActReg.MLNet.Plotting;

public static partial class Figures
{
    private const double DecadesOfLoss = 10;

    private static readonly (string Name, SeriesStyle Style, Func<CurvePoint, MeanInterval> Loss, Func<CurvePoint, MeanInterval> Accuracy)[] CurveRows =
    [
        ("Rows trained on", SeriesStyle.Of(0, 0), point => point.DataLoss, point => point.Accuracy),
        ("Rows not trained on", SeriesStyle.Of(1, 1), point => point.ValidationDataLoss, point => point.ValidationAccuracy),
    ];

    /// <summary>How the baseline, the best and the chosen candidate of a study learned: data loss above and, of classes, accuracy below, means in strips of their 95 % intervals, on
    /// common axes. Rows not trained on are those of the split, but of a candidate that sets rows aside, such as early stopping, the latter.</summary>
    /// <param name="result">A study with learning curves.</param>
    /// <param name="title">The title above; null for one that says what is drawn.</param>
    /// <exception cref="ArgumentException">No candidate has a learning curve.</exception>
    public static Figure StudyCurves(StudyResult result, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return CurvesFigure(result, title) ?? throw new ArgumentException("result must have a candidate with a learning curve; received none.", nameof(result));
    }

    private static Figure? CurvesFigure(StudyResult result, string? title)
    {
        StudyMark[] shown = [.. StudyMark.Of(result).Where(mark => mark.Candidate.Curve.Count > 0).OrderByDescending(mark => mark.Candidate == result.Baseline)];
        if (shown.Length == 0)
            return null;
        var curves = shown.Select(mark => mark.Candidate.Curve).ToArray();
        double last = curves.Max(curve => curve[^1].Epoch), first = curves.Min(curve => curve[0].Epoch);
        var across = new CoordinateRect(first - 0.02 * Math.Max(1, last - first), last + 0.02 * Math.Max(1, last - first), 0, 1);
        double[] losses = [.. curves.SelectMany(curve => curve).SelectMany(point => CurveRows.Select(row => row.Loss(point).Mean)).Where(loss => loss > 0 && double.IsFinite(loss))];
        var isLogarithmic = losses.Length > 0 && losses.Max() > DecadesOfLoss * losses.Min();
        Panel[] panels =
        [
            .. CurvePanels(shown, "Data loss", across, isLogarithmic, row => row.Loss, isLogarithmic ? LogarithmicRange : intervals => ScoreRange.Of(intervals, least: 0)),
            .. CurvePanels(shown, "Accuracy", across, isLogarithmic: false, row => row.Accuracy, intervals => ScoreRange.Of(intervals, least: 0, most: 1)),
        ];
        return panels.Length == 0 ? null : new(title ?? "Learning curves: means and 95 % intervals", panels, panels.Length / shown.Length);

        // A loss is never 0 on this axis, and an interval may reach below it.
        static (double, double) LogarithmicRange(IReadOnlyList<MeanInterval> intervals) => ScoreRange.Of(
            [.. intervals.Select(interval => interval with { Mean = Math.Log10(interval.Mean), Low = Log(interval.Low, interval.Mean), High = Math.Log10(interval.High) })]);
    }

    private static IEnumerable<Panel> CurvePanels(
        StudyMark[] shown, string name, CoordinateRect across, bool isLogarithmic,
        Func<(string Name, SeriesStyle Style, Func<CurvePoint, MeanInterval> Loss, Func<CurvePoint, MeanInterval> Accuracy), Func<CurvePoint, MeanInterval>> figure,
        Func<IReadOnlyList<MeanInterval>, (double Low, double High)> range)
    {
        var intervals = shown.SelectMany(mark => CurveRows.SelectMany(row => mark.Candidate.Curve.Select(figure(row)))).Where(IsShown).ToArray();
        if (intervals.Length == 0)
            return [];
        var (low, high) = range(intervals);
        return shown.Select(mark => new BandsPanel([.. CurveRows.Select(row => new Band(
            row.Name, row.Style, BandKind.Curve, [.. mark.Candidate.Curve.Where(point => IsShown(figure(row)(point))).Select(point => Point(point.Epoch, figure(row)(point)))]))
            .Where(band => band.Points.Count > 0)])
        {
            Title = mark.Candidate.Candidate.Role == CandidateRole.Baseline ? mark.Label : $"{mark.Label}\n{mark.Candidate.Candidate.Name}",
            XLabel = "Epoch",
            YLabel = name,
            Bounds = across with { Bottom = low, Top = high },
            IsLogarithmic = isLogarithmic,
            Below = _ => Ticks.Linear(integersOnly: true),
        });

        bool IsShown(MeanInterval interval) => double.IsFinite(interval.Mean) && (!isLogarithmic || interval.Mean > 0);

        BandPoint Point(int epoch, MeanInterval interval) => isLogarithmic
            ? new(epoch, Math.Log10(interval.Mean), Log(interval.Low, interval.Mean), Math.Log10(interval.High)) : BandPoint.Of(epoch, interval);
    }

    private static double Log(double low, double mean) => double.IsNaN(low) ? low : Math.Log10(Math.Max(low, mean / 1000));
}
