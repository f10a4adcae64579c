using ActReg.MLNet.Plotting;
using SkiaSharp;

namespace ActReg.MLNet.Tests.Plotting;

[TestClass]
public sealed class ImagesFigureTests
{
    private static readonly float[,] Checks = { { 0, 1 }, { 1, 0 } };

    private static readonly float[,] Flat = { { 3 } };

    /// <summary>Half of a checkerboard is black, and all of an image that is constant, or not finite.</summary>
    [TestMethod]
    public void Each_image_goes_from_black_to_white()
    {
        var half = CountBlack(Checks);
        Assert.IsGreaterThan(5000, half);
        Assert.AreEqual(half, CountBlack(new float[,] { { -5, 7 }, { 7, -5 } }), 0.02 * half);
        Assert.AreEqual(2 * half, CountBlack(Flat), 0.05 * half);
        Assert.AreEqual(2 * half, CountBlack(new float[,] { { 3, float.NaN } }), 0.05 * half);
    }

    [TestMethod]
    public void The_first_row_is_on_top_and_the_first_column_on_the_left()
    {
        using var bitmap = PlottingData.Decode(Figures.Images([[Flat, Checks], [Checks, Checks]], ["a", "b"], ["c", "d"]));
        var black = new int[4];
        for (var y = 0; y < bitmap.Height; y++)
        {
            for (var x = 0; x < bitmap.Width; x++)
            {
                if (bitmap.GetPixel(x, y) == SKColors.Black)
                    black[(2 * y / bitmap.Height * 2) + (2 * x / bitmap.Width)]++;
            }
        }

        Assert.AreEqual(0, Array.IndexOf(black, black.Max()));
        Assert.AreEqual(0, PlottingData.Count(Figures.Images([[null]], ["a"], ["b"]), SKColors.Black));
        Assert.IsTrue(black.Skip(1).All(count => count < 0.75 * black[0]), string.Join(", ", black));
    }

    [TestMethod]
    public void What_does_not_fit_is_refused()
    {
        Refused("rows must have at least one row; received 0. (Parameter 'rows')", [], [], []);
        Refused("rowTitles must have 1 entries, one for each row; received 0. (Parameter 'rowTitles')", [[Checks]], [], ["a"]);
        Refused(
            "rows[1] must have an image for each of the 1 columnTitles, at least one; received 2. (Parameter 'rows')",
            [[Checks], [Checks, Checks]], ["a", "b"], ["c"]);
        Refused("rows[0] must not have an empty image. (Parameter 'rows')", [[new float[0, 3]]], ["a"], ["b"]);
    }

    private static int CountBlack(float[,] image) => PlottingData.Count(Figures.Images([[image]], ["a"], ["b"]), SKColors.Black);

    private static void Refused(string message, float[][][,] rows, string[] rowTitles, string[] columnTitles) => Assert.AreEqual(
        message, Assert.ThrowsExactly<ArgumentException>(() => Figures.Images(rows, rowTitles, columnTitles)).Message);
}
