using System.Text.Json;
using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class ColumnQuantilesTests
{
    /// <summary>NumPy's, by the script beside the file.</summary>
    [TestMethod]
    public void Are_those_of_NumPy()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(GoldenFile.PathOf("quantiles.json")));
        foreach (var golden in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            float[] values = [.. golden.GetProperty("values").EnumerateArray().Select(value => value.GetSingle())];
            var quantiles = ColumnQuantiles.Of(values, weights: null);
            foreach (var (share, expected) in golden.GetProperty("shares").EnumerateArray().Zip(golden.GetProperty("quantiles").EnumerateArray()))
                Assert.AreEqual(expected.GetDouble(), quantiles.At(share.GetDouble()), 1e-5, $"{share} of {string.Join(' ', values)}");
        }
    }

    [TestMethod]
    public void A_value_of_weight_n_counts_n_times() =>
        Gen.Select(Gen.Select(Gen.Int[-5, 5], Gen.Int[1, 4]).Array[1, 12], Gen.Int[0, 8]).Sample((pairs, eighths) =>
        {
            float[] values = [.. pairs.Select(pair => (float)pair.Item1)];
            float[] repeated = [.. pairs.SelectMany(pair => Enumerable.Repeat((float)pair.Item1, pair.Item2))];
            var share = eighths / 8.0;
            return ColumnQuantiles.Of(values, [.. pairs.Select(pair => (float)pair.Item2)]).At(share) == ColumnQuantiles.Of(repeated, null).At(share);
        }, threads: 1);

    /// <summary>Not even the least and the largest.</summary>
    [TestMethod]
    public void A_value_of_no_weight_does_not_count()
    {
        var quantiles = ColumnQuantiles.Of([-9, 1, 2, 9, 1], [0, 1, 2, 0, 0]);
        TinyTraining.AreEqual([1.0, 2, 2], new[] { 0, 0.5, 1 }.Select(quantiles.At));
        Assert.AreEqual((1f, 2f), (quantiles.Least, quantiles.Most));
        TinyTraining.AreEqual([1f, 2], quantiles.DifferentValues(2)!);
        Assert.IsNull(quantiles.DifferentValues(1));
        Assert.IsFalse(ColumnQuantiles.Of([1], [0]).Any);
    }

    /// <summary>As a double, 7 / 25 of 25 is more than 7.</summary>
    [TestMethod]
    public void A_share_of_equal_rows_is_met_exactly()
    {
        var quantiles = ColumnQuantiles.Of([.. Enumerable.Range(1, 25)], null);
        Assert.AreEqual(7.5, quantiles.At(7, 25));
        Assert.AreEqual(8, quantiles.At(7 / 25.0));
    }

    [TestMethod]
    public void Missing_values_do_not_count()
    {
        var quantiles = ColumnQuantiles.Of([float.NaN, 4, 2, float.NaN], [100, 1, 1, 100]);
        Assert.AreEqual(3, quantiles.At(0.5));
        Assert.AreEqual((2f, 4f), (quantiles.Least, quantiles.Most));
        Assert.IsFalse(ColumnQuantiles.Of([float.NaN], null).Any);
    }
}
