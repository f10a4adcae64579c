using System.Globalization;
using ScottPlot;

namespace ActReg.MLNet.Plotting;

public static partial class Figures
{
    private const int FewestSettings = 3;
    private const int MostLabels = 9;
    private const double BestShare = 0.1;

    /// <summary>
    /// All candidates of a study's space as lines across an upright axis for each setting that varies and, at last, for the metric on the rows of splits, whose better end is above.
    /// The darker, the better; the best tenth is drawn boldly.
    /// </summary>
    /// <param name="result">A study of a space of at least three settings that vary; candidates that failed are left out.</param>
    /// <param name="metric">A metric's name; or <see langword="null"/> for the one that was chosen by.</param>
    /// <param name="title">The title above; null for one that says what is drawn.</param>
    /// <exception cref="ArgumentException">There is no such metric, fewer settings vary, or no candidate has a finite score.</exception>
    public static Figure StudyParallelCoordinates(StudyResult result, string? metric = null, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return ParallelFigure(result, StudyNumbers.MetricOf(result, metric), title)
            ?? throw new ArgumentException($"result must have candidates that differ in {FewestSettings} settings or more and have a finite score; received none.", nameof(result));
    }

    private static Figure? ParallelFigure(StudyResult result, StudyMetric metric, string? title)
    {
        var names = result.OfSpace().Varied();
        CandidateResult[] shown = [.. result.OfSpace().Where(candidate => candidate.Score(StudyRows.Validation, metric) != null && names.All(name => candidate.Setting(name) != null))];
        if (names.Length < FewestSettings || shown.Length == 0)
            return null;
        StudyScale[] scales = [.. names.Select(name => StudyScale.Of([.. shown.Select(candidate => candidate.Setting(name)!)]))];
        MeanInterval[] scores = [.. shown.Select(candidate => candidate.Score(StudyRows.Validation, metric)! with { Low = double.NaN, High = double.NaN })];
        var (worst, best) = ScoreRange.Of(scores);
        if (!metric.HigherIsBetter)
            (worst, best) = (best, worst);
        int[] order = [.. Enumerable.Range(0, shown.Length).OrderByDescending(i => Goodness(i))];
        int count = (int)Math.Ceiling(BestShare * shown.Length);
        var lines = order.Select((i, rank) => new ParallelLine(
            [.. scales.Select((scale, axis) => Height(scale, scale.Position(shown[i].Setting(names[axis])!))), Math.Clamp(Goodness(i), 0, 1)],
            shown.Length == 1 ? 0 : (double)rank / (shown.Length - 1), rank < count));
        ParallelAxis[] axes =
        [
            .. names.Zip(scales, (name, scale) => new ParallelAxis(name, [.. StudyTicks.Labels(scale, MostLabels).Select(label => (Height(scale, label.Position), label.Label))])),
            new(metric.Name, Labels(worst, best)),
        ];
        var figure = new Figure(new ParallelPanel(
            axes, [.. lines], count == 1 ? "The best candidate" : Text($"The best {count} of {shown.Length}"), "Other candidates, the darker the better")
        {
            Title = title ?? $"{metric} of {shown.Length} candidates: better is above",
            XLabel = "",
            YLabel = "",
            Bounds = new CoordinateRect(-0.2, axes.Length - 0.5, -0.05, 1.05),
        });
        return figure.Resize(Math.Max(figure.Width, 2 * 150 * axes.Length), figure.Height);

        double Goodness(int i) => (scores[i].Mean - worst) / (best - worst);
    }

    /// <summary>Of a single value, the middle.</summary>
    private static double Height(StudyScale scale, double position) => scale.High > scale.Low ? (position - scale.Low) / (scale.High - scale.Low) : 0.5;

    private static IReadOnlyList<(double Height, string Label)> Labels(double worst, double best) =>
        [.. Ticks.EvenMajors(Math.Min(worst, best), Math.Max(worst, best)).Select(tick => ((tick.Position - worst) / (best - worst), tick.Label))];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
