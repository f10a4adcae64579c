using System.Text.RegularExpressions;
using ActReg.MLNet.Plotting;
using SkiaSharp;

namespace ActReg.MLNet.Tests.Plotting;

/// <summary>All text must come from the embedded font, or figures have boxes instead of text on machines without fonts.</summary>
[TestClass]
public sealed partial class FigureFontTests
{
    [TestMethod]
    public void Every_text_of_every_kind_of_figure_is_in_the_embedded_font()
    {
        var data = PlottingData.Rings();
        var figure = Figure.SideBySide(
            "Above all",
            Figures.Points(data, PlottingData.Rings(20, seed: 5), title: "The points"),
            Figures.DecisionSurface(PlottingData.Linear(data), data, title: "The surface", resolution: 20),
            Figures.LearningCurve(PlottingData.History(100), "The accuracy"),
            Figures.LossCurve(PlottingData.History(100), "The loss"));
        string svg = DrawSvg(figure);

        var families = FontFamilies().Matches(svg).Select(m => m.Groups[1].Value).Distinct();
        Assert.AreEqual("Open Sans", string.Join(", ", families));
        Assert.AreEqual(Texts().Count(svg), FontFamilies().Count(svg), "a text without a family is one without a font");
        foreach (string text in (string[])["Above all", "The points", "The surface", "The accuracy", "The loss", "Epoch", "Accuracy",
            "Data loss and activity penalty", "Features[0]", "Features[1]", "Label = false", "Label = true", "Test row", "Training",
            "Validation", "Activity penalty", "Probability = 0.5", "Probability of true", "0.75", "0.1", "\u22121"])
        {
            Assert.IsTrue(svg.Contains(">" + text + "<", StringComparison.Ordinal), text);
        }

        Assert.AreEqual(1, svg.Split(">The loss<").Length - 1, "drawn twice, a text's soft edges get hard");
    }

    [TestMethod]
    public void The_embedded_font_is_regular_and_bold_Open_Sans_with_the_signs_that_titles_use()
    {
        _ = Figures.LearningCurve(PlottingData.History(1)).ToPng();
        var regular = ScottPlot.Fonts.GetTypeface(FigureFont.Name, bold: false, italic: false);
        var bold = ScottPlot.Fonts.GetTypeface(FigureFont.Name, bold: true, italic: false);
        Assert.AreEqual(("Open Sans", false), (regular.FamilyName, regular.IsBold));
        Assert.AreEqual(("Open Sans", true), (bold.FamilyName, bold.IsBold));
        foreach (var face in (SKTypeface[])[regular, bold])
            Assert.IsTrue(face.ContainsGlyphs("aZ09 äéñß λαβμσΣ Жя ± × \u2212 – — ≤ ≥ ≠ ≈ ² ° % € …"), face.FamilyName);
    }

    private static string DrawSvg(Figure figure)
    {
        using var stream = new SKDynamicMemoryWStream();
        var page = new SKRect(0, 0, figure.Width / 2f, figure.Height / 2f);
        using (var canvas = SKSvgCanvas.Create(page, stream))
        using (var paint = ScottPlot.Paint.NewDisposablePaint())
            FigureRenderer.Draw(figure.Title, figure.Panels, figure.Rows, canvas, paint, new ScottPlot.PixelRect(0, page.Width, page.Height, 0));
        using var data = stream.DetachAsData();
        string svg = System.Text.Encoding.UTF8.GetString(data.ToArray());
        return System.Net.WebUtility.HtmlDecode(Whitespace().Replace(svg, " ")).Replace("> ", ">").Replace(" <", "<");
    }

    [GeneratedRegex("<text[^>]*font-family=\"'?([^\"']*)'?\"")]
    private static partial Regex FontFamilies();

    [GeneratedRegex("<text[ >]")]
    private static partial Regex Texts();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
