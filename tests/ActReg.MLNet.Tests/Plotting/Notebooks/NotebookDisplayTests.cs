using System.Text.RegularExpressions;
using ActReg.MLNet.Plotting;
using Microsoft.DotNet.Interactive.Formatting;

namespace ActReg.MLNet.Tests.Plotting;

[TestClass]
public sealed partial class NotebookDisplayTests
{
    [TestMethod]
    public void A_notebook_shows_a_figure_as_an_image_with_its_title_and_layout_width()
    {
        var figure = Figures.LearningCurve(PlottingData.History(20), "Less < \"more\"");
        string html = figure.ToDisplayString(HtmlFormatter.MimeType);
        var match = ImageTag().Match(html);
        Assert.IsTrue(match.Success, html[..Math.Min(200, html.Length)]);
        Assert.AreEqual("800", match.Groups["width"].Value);
        Assert.AreEqual("Less &lt; &quot;more&quot;", match.Groups["alt"].Value);
        CollectionAssert.AreEqual(figure.ToPng(), Convert.FromBase64String(match.Groups["data"].Value));
    }

    [TestMethod]
    public void A_notebook_chooses_HTML_for_a_figure_by_itself()
    {
        Figure figure = Figures.LearningCurve(PlottingData.History(2));
        CollectionAssert.AreEqual(
            new[] { HtmlFormatter.MimeType }, Formatter.GetPreferredMimeTypesFor(figure.GetType()).ToArray());
    }

    [GeneratedRegex("^<img src=\"data:image/png;base64,(?<data>[^\"]+)\" width=\"(?<width>[0-9]+)\" alt=\"(?<alt>[^\"]*)\"[^>]*>$")]
    private static partial Regex ImageTag();
}
