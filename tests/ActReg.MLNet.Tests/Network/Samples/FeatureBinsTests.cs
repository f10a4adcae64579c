namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class FeatureBinsTests
{
    [TestMethod]
    public void Lie_between_quantiles_or_between_few_values()
    {
        foreach (var golden in GoldenEncodings.All.Encodings)
        {
            var columns = golden.Columns;
            var bins = FeatureBins.Of(columns.Quantiles()[0], golden.Bins);
            var what = $"{golden.Bins} bins of {string.Join(' ', golden.Values)}";
            if (golden.Edges.Length < 2)
            {
                TinyTraining.AreEqual([golden.Edges.FirstOrDefault()], bins.Lower, what);
                TinyTraining.AreEqual([0f], bins.Factors, what);
                continue;
            }

            TinyTraining.AreEqual(golden.Edges[..^1], bins.Lower, what);
            foreach (var (factor, (lower, upper)) in bins.Factors.Zip(golden.Edges.Zip(golden.Edges.Skip(1))))
                Assert.AreEqual(1 / ((double)upper - lower), factor, 1e-6 * factor, what);
        }
    }

    [TestMethod]
    public void A_bin_too_narrow_to_divide_by_tells_nothing()
    {
        var bins = FeatureBins.Of(ColumnQuantiles.Of([0, 1e-45f, 1], null), 2);
        TinyTraining.AreEqual([0f, 1e-45f], bins.Lower);
        TinyTraining.AreEqual([0f, 1], bins.Factors);
    }
}
