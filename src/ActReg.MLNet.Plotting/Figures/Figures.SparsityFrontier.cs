using ScottPlot;

namespace ActReg.MLNet.Plotting;

public static partial class Figures
{
    private static readonly Color[] LineColors = [Palette.Blue, Palette.Orange, Palette.Green, Palette.Ink];

    /// <summary>How much variance codes explain that have so many units on per row: a line through the means of repeats, and a dot for each repeat.</summary>
    /// <param name="lines">One to four ways to make codes sparse, each with at least one strength of at least one repeat; units per row are above 0.</param>
    /// <param name="title">The title above the plot; null for none.</param>
    /// <exception cref="ArgumentException">There are other than one to four lines, a line has no point, or values are not finite or not as many.</exception>
    public static Figure SparsityFrontier(IReadOnlyList<FrontierLine> lines, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (lines.Count is 0 or > 4)
            throw new ArgumentException($"lines must be one to four; received {lines.Count}.", nameof(lines));
        foreach (var line in lines)
        {
            if (line.Points.Count == 0 || line.Points.Any(point => point.L0.Count == 0 || point.L0.Count != point.ExplainedVariance.Count))
                throw new ArgumentException($"lines: {line.Name} must have a point, and each as many L0 as explained variances, at least one.", nameof(lines));
            if (line.Points.Any(point => point.L0.Any(value => !(value > 0) || !double.IsFinite(value)) || point.ExplainedVariance.Any(value => !double.IsFinite(value))))
                throw new ArgumentException($"lines: {line.Name} must have finite values, and L0 above 0.", nameof(lines));
        }

        var (xs, ys) = (lines.SelectMany(line => line.Points).SelectMany(point => point.L0).Select(Math.Log10).ToArray(),
            lines.SelectMany(line => line.Points).SelectMany(point => point.ExplainedVariance).ToArray());
        var (width, height) = (Math.Max(xs.Max() - xs.Min(), 0.2), Math.Max(ys.Max() - ys.Min(), 0.02));
        return new(new FrontierPanel([.. lines.Zip(LineColors, (line, color) => (line, color))])
        {
            Title = title,
            XLabel = "Units that are on per row (L0); a dot for each seed, lines through their means",
            YLabel = "Explained variance",
            Bounds = new CoordinateRect(xs.Min() - 0.05 * width, xs.Max() + 0.05 * width, ys.Min() - 0.05 * height, ys.Max() + 0.05 * height),
        });
    }
}
