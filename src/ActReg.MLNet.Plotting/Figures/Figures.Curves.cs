using ScottPlot;

namespace ActReg.MLNet.Plotting;

public static partial class Figures
{
    private const string PenaltyName = "Activity penalty";

    /// <summary>Accuracy in each epoch: of training and, where there is any, of validation.</summary>
    /// <param name="history">At least one epoch.</param>
    /// <param name="title">The title above the plot; null for none.</param>
    /// <param name="validationName">What the legend calls the validation set.</param>
    /// <exception cref="ArgumentException">There is no epoch, or none with an accuracy (a regression's).</exception>
    public static Figure LearningCurve(
        IReadOnlyList<EpochMetrics> history, string? title = null, string validationName = "Validation")
    {
        var curves = Curves(
            history,
            logarithmic: false,
            ("Training", Palette.Blue, e => e.Accuracy),
            (validationName, Palette.Orange, e => e.ValidationAccuracy));
        if (curves.Count == 0)
            throw new ArgumentException("history must have an epoch with an Accuracy; received only NaN.", nameof(history));

        // Down to the next tenth below the worst, and a little above 1 so that a perfect score is not hidden by the frame.
        double lowest = curves.SelectMany(c => c.Ys).Min();
        double bottom = Math.Clamp(Math.Floor((lowest - 0.01) * 10) / 10, 0, 0.9);
        return CurvesFigure(curves, title, "Accuracy", "Accuracy", logarithmic: false, bottom, 1 + (1 - bottom) * 0.02);
    }

    /// <summary>The losses of each epoch: that of the predictions, in training and, where there is any, validation, and, apart, the
    /// activity penalty, where there is one.</summary>
    /// <param name="history">At least one epoch.</param>
    /// <param name="title">The title above the plot; null for none.</param>
    /// <param name="validationName">What the legend calls the validation set.</param>
    /// <param name="logarithmic">Whether the loss axis is logarithmic; losses of 0 are then left out.</param>
    /// <exception cref="ArgumentException">There is no epoch, or none with a finite loss (above 0, if logarithmic).</exception>
    public static Figure LossCurve(
        IReadOnlyList<EpochMetrics> history, string? title = null, string validationName = "Validation", bool logarithmic = true)
    {
        ArgumentNullException.ThrowIfNull(history);
        bool hasPenalty = history.Any(e => e.ActivityPenalty != 0);
        var curves = Curves(
            history,
            logarithmic,
            ("Training", Palette.Blue, e => e.DataLoss),
            (validationName, Palette.Orange, e => e.ValidationDataLoss),
            (PenaltyName, Palette.Green, e => hasPenalty ? e.ActivityPenalty : double.NaN));
        if (curves.Count == 0)
            throw new ArgumentException("history must have an epoch with a finite DataLoss; received none.", nameof(history));

        double low = curves.SelectMany(c => c.Ys).Min(), high = curves.SelectMany(c => c.Ys).Max();
        if (!logarithmic)
            low = Math.Min(0, low);
        double margin = high > low ? (high - low) * 0.04 : 0.5;
        string yLabel = curves.Any(c => c.Label == PenaltyName) ? "Data loss and activity penalty" : "Data loss";
        return CurvesFigure(curves, title, "Loss", yLabel, logarithmic, logarithmic ? low - margin : low, high + margin);
    }

    private static List<Curve> Curves(
        IReadOnlyList<EpochMetrics> history,
        bool logarithmic,
        params (string Name, Color Color, Func<EpochMetrics, double> Value)[] series)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Count == 0)
            throw new ArgumentException("history must have at least one epoch; received 0.", nameof(history));
        var curves = new List<Curve>();
        foreach (var (name, color, value) in series)
        {
            var points = history.Select(e => (X: (double)e.Epoch, Y: logarithmic ? Math.Log10(value(e)) : value(e)))
                .Where(p => double.IsFinite(p.Y)).ToArray();
            if (points.Length > 0)
                curves.Add(new(name, color, [.. points.Select(p => p.X)], [.. points.Select(p => p.Y)]));
        }

        return curves;
    }

    private static Figure CurvesFigure(
        List<Curve> curves, string? title, string kind, string yLabel, bool logarithmic, double bottom, double top)
    {
        double first = curves.Min(c => c.Xs.Min()), last = curves.Max(c => c.Xs.Max());
        return new(new CurvesPanel(curves, kind, logarithmic)
        {
            Title = title,
            XLabel = "Epoch",
            YLabel = yLabel,
            Bounds = new CoordinateRect(first - 1, last + Math.Max(0.01 * (last - first), 0.1), bottom, top),
        });
    }
}
