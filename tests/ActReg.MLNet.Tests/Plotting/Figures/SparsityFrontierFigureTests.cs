using ActReg.MLNet.Plotting;
using SkiaSharp;

namespace ActReg.MLNet.Tests.Plotting;

[TestClass]
public sealed class SparsityFrontierFigureTests
{
    private static readonly SKColor Blue = SKColor.Parse("#0072B2");
    private static readonly SKColor Orange = SKColor.Parse("#D55E00");

    /// <summary>Dots for repeats, a line through means, each line in a color of its own.</summary>
    [TestMethod]
    public void Every_line_and_repeat_is_there()
    {
        var one = Line("TopK", ([4, 4.2], [0.5, 0.52]), ([16, 16.2], [0.8, 0.81]));
        var figure = Figures.SparsityFrontier([one]);
        var two = Figures.SparsityFrontier([one, Line("L1", ([5], [0.3]))]);
        Assert.IsGreaterThan(500, PlottingData.Count(figure, Blue));
        Assert.AreEqual(0, PlottingData.Count(figure, Orange));
        Assert.IsGreaterThan(20, PlottingData.Count(two, Orange));
        // Without repeats' dots there is less.
        Assert.IsLessThan(
            PlottingData.Count(Figures.SparsityFrontier([Line("TopK", ([4, 9], [0.5, 0.6]))]), Blue), PlottingData.Count(Figures.SparsityFrontier([Line("TopK", ([4], [0.5]))]), Blue));
    }

    [TestMethod]
    public void What_cannot_be_drawn_is_refused()
    {
        Refused("lines must be one to four; received 0. (Parameter 'lines')");
        Refused("lines: a must have a point, and each as many L0 as explained variances, at least one. (Parameter 'lines')", Line("a"));
        Refused("lines: a must have a point, and each as many L0 as explained variances, at least one. (Parameter 'lines')", Line("a", ([1, 2], [0.5])));
        Refused("lines: a must have finite values, and L0 above 0. (Parameter 'lines')", Line("a", ([0], [0.5])));
        Refused("lines: a must have finite values, and L0 above 0. (Parameter 'lines')", Line("a", ([1], [double.NaN])));
    }

    private static FrontierLine Line(string name, params (double[] L0, double[] Explained)[] points) =>
        new(name, [.. points.Select(point => new FrontierPoint(point.L0, point.Explained))]);

    private static void Refused(string message, params FrontierLine[] lines) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(() => Figures.SparsityFrontier(lines)).Message);
}
