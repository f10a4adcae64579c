using ActReg.MLNet.Plotting;
using ScottPlot;
using Palette = ActReg.MLNet.Plotting.Palette;

namespace ActReg.MLNet.Benchmarks.Streaming;

/// <summary>Time and memory against the number of rows, on logarithmic axes.</summary>
internal static class StreamingFigure
{
    private const double BytesPerMebibyte = 1048576;

    public static Figure Create(IReadOnlyList<StreamingRun> runs) => Figure.SideBySide(
        "One epoch of 28-64-1, batches of 256", Panel(runs, "Seconds of the epoch", run => run.EpochSeconds),
        Panel(runs, "Peak working set, MiB", run => run.PeakBytes / BytesPerMebibyte));

    private static Figure Panel(IReadOnlyList<StreamingRun> runs, string yLabel, Func<StreamingRun, double> value)
    {
        Curve[] curves =
        [
            Line("Streamed", Palette.Blue, StreamingRun.Streamed),
            Line("In memory", Palette.Orange, StreamingRun.Cached),
        ];
        var (left, right) = Bounds(curves.SelectMany(curve => curve.Xs));
        var (bottom, top) = Bounds(curves.SelectMany(curve => curve.Ys));
        return new Figure(new CurvesPanel(curves, yLabel, IsLogarithmic: true)
        {
            Title = null,
            XLabel = "Rows",
            YLabel = yLabel,
            Bounds = new CoordinateRect(left, right, bottom, top),
            Changes = [plot => plot.Axes.Bottom.TickGenerator = Ticks.Logarithmic(left, right)],
        });

        Curve Line(string label, Color color, string mode)
        {
            var found = runs.Where(run => run.Mode == mode).ToArray();
            return new Curve(
                label, color, [.. found.Select(run => Math.Log10(run.Rows))], [.. found.Select(run => Math.Log10(value(run)))]);
        }
    }

    /// <summary>A little more than the values take, and at least a decade.</summary>
    private static (double Low, double High) Bounds(IEnumerable<double> logarithms)
    {
        var (low, high) = (logarithms.Min() - 0.05, logarithms.Max() + 0.05);
        var missing = Math.Max(0, 1 - (high - low)) / 2;
        return (low - missing, high + missing);
    }
}
