using ActReg.MLNet.Plotting;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests.Plotting;

[TestClass]
public sealed class FigureTests
{
    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static Figure AnyFigure => Figures.LearningCurve(PlottingData.History(50), "Any");

    [TestMethod]
    public void A_figure_is_a_PNG_of_its_size()
    {
        byte[] png = AnyFigure.ToPng();
        CollectionAssert.AreEqual(PngSignature, png[..8]);
        using var bitmap = PlottingData.Decode(AnyFigure);
        Assert.AreEqual((1600, 1200), (bitmap.Width, bitmap.Height));
        Assert.AreEqual((1600, 1200), (AnyFigure.Width, AnyFigure.Height));
    }

    [TestMethod]
    public void Resize_changes_the_image_but_not_the_original()
    {
        var original = AnyFigure;
        using var bitmap = PlottingData.Decode(original.Resize(1000, 640));
        Assert.AreEqual((1000, 640), (bitmap.Width, bitmap.Height));
        Assert.AreEqual(1600, original.Width);
    }

    [TestMethod]
    public void Sizes_out_of_range_are_rejected()
    {
        PlottingData.Rejects<ArgumentOutOfRangeException>(
            "width must be from 400 to 16000 pixels; received 10.", () => AnyFigure.Resize(10, 500));
        PlottingData.Rejects<ArgumentOutOfRangeException>(
            "height must be from 400 to 16000 pixels; received 20000.", () => AnyFigure.Resize(500, 20_000));
    }

    [TestMethod]
    public void SavePng_writes_the_same_bytes()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".png");
        try
        {
            AnyFigure.SavePng(path);
            CollectionAssert.AreEqual(AnyFigure.ToPng(), File.ReadAllBytes(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Who has the earlier picture open goes on seeing that: at no moment is it half the other.</summary>
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void SavePng_replaces_a_picture_as_a_whole()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.png"], "earlier");
        using var reader = new StreamReader(File.OpenRead(folder["a.png"]));
        AnyFigure.SavePng(folder["a.png"]);
        Assert.AreEqual("earlier", reader.ReadToEnd());
        CollectionAssert.AreEqual(AnyFigure.ToPng(), File.ReadAllBytes(folder["a.png"]));
        Assert.HasCount(1, folder.Files);
    }

    /// <summary>A disk that takes nothing more, and a folder where not even root can write.</summary>
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("/dev/full")]
    [DataRow("/proc/figure.png")]
    public void SavePng_tells_when_it_cannot(string path)
    {
        var error = Assert.Throws<Exception>(() => AnyFigure.SavePng(path));
        Assert.IsTrue(error is IOException or UnauthorizedAccessException, $"{error}");
    }

    [TestMethod]
    public void One_figure_drawn_by_many_threads_gives_the_same_bytes()
    {
        var data = PlottingData.Rings();
        var figure = Figure.SideBySide(
            "All kinds", Figures.Points(data), Figures.DecisionSurface(PlottingData.Linear(data), data, resolution: 40), AnyFigure);
        byte[] expected = figure.ToPng();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => CollectionAssert.AreEqual(expected, figure.ToPng()));
    }

    [TestMethod]
    public void The_culture_of_the_machine_does_not_matter()
    {
        byte[] expected = AnyFigure.ToPng();
        var culture = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "~";
        byte[]? other = null;
        var thread = new Thread(() => other = AnyFigure.ToPng()) { CurrentCulture = culture };
        thread.Start();
        thread.Join();
        CollectionAssert.AreEqual(expected, other);
    }

    [TestMethod]
    public void Customize_reaches_each_panel_of_the_new_figure_only()
    {
        var pair = Figure.SideBySide(null, AnyFigure, AnyFigure);
        int calls = 0;
        var changed = pair.Customize(plot =>
        {
            calls++;
            plot.DataBackground.Color = ScottPlot.Color.FromHex("#ABCDEF");
        });
        Assert.IsGreaterThan(100_000, PlottingData.Count(changed, SkiaSharp.SKColor.Parse("#ABCDEF")));
        Assert.AreEqual(2, calls);
        Assert.AreEqual(0, PlottingData.Count(pair, SkiaSharp.SKColor.Parse("#ABCDEF")));
    }

    [TestMethod]
    public void Side_by_side_needs_a_figure()
    {
        PlottingData.Rejects<ArgumentException>(
            "figures must have at least one figure; received 0.", () => Figure.SideBySide("Nothing"));
        PlottingData.Rejects<ArgumentException>(
            "figures must not contain null.", () => Figure.SideBySide("Null", AnyFigure, null!));
    }

    [TestMethod]
    public void Side_by_side_figures_share_limits_and_legend()
    {
        var good = Figures.LearningCurve([new() { Epoch = 1, Loss = 1, DataLoss = 1, ActivityPenalty = 0, Accuracy = 0.95 }]);
        var bad = Figures.LearningCurve([new() { Epoch = 9, Loss = 1, DataLoss = 1, ActivityPenalty = 0, Accuracy = 0.25 }]);
        var loss = Figures.LossCurve(PlottingData.History(5));
        var both = Figure.SideBySide("Both", good, bad, loss);
        Assert.AreEqual(both.Panels[0].Bounds, both.Panels[1].Bounds);
        Assert.AreEqual(0.2, both.Panels[0].Bounds.Bottom, 1e-12);
        Assert.AreEqual(loss.Panels[0].Bounds, both.Panels[2].Bounds);
        Assert.HasCount(1, both.Panels[0].Legend.Concat(both.Panels[1].Legend).Distinct());
    }

    [TestMethod]
    public void A_figure_names_itself() => Assert.AreEqual("Any (1600 x 1200 pixels)", AnyFigure.ToString());
}
