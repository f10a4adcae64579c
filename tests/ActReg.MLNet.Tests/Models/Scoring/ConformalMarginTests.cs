namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class ConformalMarginTests
{
    /// <summary>The definition: so many errors are at most the margin, and one fewer would not do.</summary>
    [TestMethod]
    [DataRow(9, 0.9f, 9)]
    [DataRow(10, 0.9f, 10)]
    [DataRow(19, 0.9f, 18)]
    [DataRow(99, 0.9f, 90)]
    [DataRow(99, 0.95f, 95)]
    [DataRow(1, 0.5f, 1)]
    [DataRow(3, 0.7f, 3)]
    [DataRow(9, 0.1f, 1)]
    public void It_is_the_error_of_a_rank(int rows, float coverage, int rank) =>
        Assert.AreEqual(rank, ConformalMargin.Of(Enumerable.Range(1, rows).Reverse().Select(error => (double)error), coverage));

    [TestMethod]
    [DataRow(0.9f, 9)]
    [DataRow(0.95f, 19)]
    [DataRow(0.99f, 99)]
    [DataRow(0.5f, 1)]
    [DataRow(0.7f, 3)]
    public void So_many_rows_are_the_fewest(float coverage, int rows) => Assert.AreEqual(rows, ConformalMargin.FewestRows(coverage));

    [TestMethod]
    public void Bounds_are_rounded_outwards_and_do_not_cross()
    {
        var (lower, upper) = ConformalMargin.Widen(1e8f, 1e8f, 0.5);
        Assert.IsLessThanOrEqualTo(1e8 - 0.5, lower);
        Assert.IsGreaterThanOrEqualTo(1e8 + 0.5, upper);
        Assert.AreEqual((2f, 3f), ConformalMargin.Widen(1, 4, -1));
        Assert.AreEqual((2.5f, 2.5f), ConformalMargin.Widen(1, 4, -2));
        Assert.IsTrue(float.IsNaN(ConformalMargin.Widen(float.NaN, float.NaN, 1).Lower));
    }

    /// <summary>
    /// Whatever bounds it begins with, over calibration sets of n rows the coverage is Beta(k, n + 1 - k) with k = ⌈0.9 (n + 1)⌉, so that 400 sets of 59 rows, judged by 50 rows each, cover
    /// k / (n + 1) = 0.9 on average. The standard error is the root of (0.9 · 0.1 / 61 · (1 + 60 / 50)) / 400, or 0.0029: four of them are left by a correct program once in 16,000 seeds.
    /// </summary>
    [TestMethod]
    [DataRow(1f)]
    [DataRow(0.2f)]
    [DataRow(4f)]
    public void It_covers_what_it_promises(float width)
    {
        const int Sets = 400, Rows = 59, Judged = 50;
        var random = new Random(1);
        double covered = 0;
        for (var set = 0; set < Sets; set++)
        {
            var margin = ConformalMargin.Of(Enumerable.Range(0, Rows).Select(_ => Draw()).Select(row => ConformalMargin.Error(-width * row.Scale, width * row.Scale, row.Label)), 0.9f);
            for (var i = 0; i < Judged; i++)
            {
                var (scale, label) = Draw();
                var (lower, upper) = ConformalMargin.Widen(-width * scale, width * scale, margin);
                covered += lower <= label && label <= upper ? 1 : 0;
            }
        }

        Assert.AreEqual(0.9, covered / (Sets * Judged), 4 * 0.0029);

        // Skewed, and scattered more on some rows than on others, which the bounds know.
        (float Scale, float Label) Draw()
        {
            var scale = 0.5f + random.NextSingle();
            return (scale, (float)(scale * (-Math.Log(1 - random.NextDouble()) - 1)));
        }
    }
}
