using ActReg.MLNet.NotebookRunner;

namespace ActReg.MLNet.NotebookTests;

[TestClass]
public sealed class OutputComparerTests
{
    [TestMethod]
    [DataRow("test 0.829", "test 0.829", 0.0)]
    [DataRow("test 0.829 ± 0.005", "test 0.815 ± 0.004", 0.02)]
    [DataRow("lift -0.001", "lift 0.001", 0.01)]
    [DataRow("dead     9\n", "dead    10\n", 2.0)]
    public void Equal_or_near_text_is_no_difference(string saved, string now, double tolerance) =>
        Assert.IsNull(OutputComparer.FindDifference(Html(saved), Html(now), tolerance));

    [TestMethod]
    [DataRow("test 0.829", "test 0.828", 0.0)]
    [DataRow("test 0.829", "test 0.800", 0.02)]
    [DataRow("lift -0.020", "lift 0.020", 0.03)]
    [DataRow("test 0.829", "train 0.829", 0.02)]
    [DataRow("1 2", "1 2 3", 0.5)]
    public void Other_words_or_far_numbers_are_a_difference(string saved, string now, double tolerance)
    {
        string? difference = OutputComparer.FindDifference(Html(saved), Html(now), tolerance);
        Assert.IsNotNull(difference);
        Assert.Contains(saved, difference);
        Assert.Contains(now, difference);
    }

    [TestMethod]
    public void Of_a_shape_only_rows_and_images_count()
    {
        const string Table = "<tr><td>L1</td></tr>";
        Assert.IsNull(OutputComparer.FindDifference(Html(Table + Image(200, 100)), Html("<tr><td>L2 is best</td></tr>" + Image(200, 100)), 0, shapeOnly: true));
        Assert.AreEqual("saved 1 rows of tables, now 2", OutputComparer.FindDifference(Html(Table), Html(Table + Table), 0, shapeOnly: true));
        Assert.IsNotNull(OutputComparer.FindDifference(Html(Image(200, 100)), Html(Image(200, 101)), 0, shapeOnly: true));
    }

    [TestMethod]
    public void Images_may_differ_in_pixels_but_not_in_size()
    {
        Assert.IsNull(OutputComparer.FindDifference(Html(Image(200, 100, pixel: 1)), Html(Image(200, 100, pixel: 2)), 0));
        Assert.IsNotNull(OutputComparer.FindDifference(Html(Image(200, 100)), Html(Image(200, 101)), 0));
        Assert.IsNotNull(OutputComparer.FindDifference(Html(Image(200, 100)), Html(""), 0));
    }

    [TestMethod]
    public void An_image_that_is_no_PNG_fails()
    {
        var saved = Html($"<img src=\"data:image/png;base64,{Convert.ToBase64String(new byte[100])}\">");
        Assert.ThrowsExactly<AssertFailedException>(() => OutputComparer.FindDifference(saved, Html(Image(200, 100)), 0));
    }

    [TestMethod]
    public void Another_kind_of_output_is_a_difference()
    {
        var result = Html("1");
        Assert.IsNotNull(OutputComparer.FindDifference(result, result with { Kind = NotebookOutput.Displayed }, 0));
        Assert.IsNotNull(OutputComparer.FindDifference(result, result with { MimeType = "text/plain" }, 0));
    }

    private static NotebookOutput Html(string text) => new(NotebookOutput.Result, "text/html", text);

    private static string Image(byte width, byte height, byte pixel = 0)
    {
        byte[] png =
        [
            0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R',
            0, 0, 0, width, 0, 0, 0, height, pixel,
        ];
        return $"<img src=\"data:image/png;base64,{Convert.ToBase64String(png)}\">";
    }
}
