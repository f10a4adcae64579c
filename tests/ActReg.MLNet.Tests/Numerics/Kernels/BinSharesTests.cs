namespace ActReg.MLNet.Tests;

[TestClass]
public sealed unsafe class BinSharesTests
{
    /// <summary>By the formula, in double precision; the first and the last bin have one side without a limit.</summary>
    [TestMethod]
    public void Are_the_formula_within_limits()
    {
        const int Count = 24;
        float[] x = Numbers.Array(new Random(1), Count, 3), lower = Numbers.Array(new Random(2), Count), factors = [.. Numbers.Array(new Random(3), Count).Select(MathF.Abs)];
        var shares = x.ToArray();
        fixed (float* share = shares, from = lower, factor = factors)
            BinShares.Apply(Count, share, from, factor);
        for (var i = 0; i < Count; i++)
        {
            var share = ((double)x[i] - lower[i]) * factors[i];
            Assert.AreEqual(Math.Clamp(share, 0, 1), shares[i], 1e-6, $"{i}");
            Assert.AreEqual(Math.Min(share, 1), BinShares.First(x[i], lower[i], factors[i], isOnly: false), 1e-6, $"{i}");
            Assert.AreEqual(Math.Max(share, 0), BinShares.Last(x[i], lower[i], factors[i]), 1e-5, $"{i}");
            Assert.AreEqual(share, BinShares.First(x[i], lower[i], factors[i], isOnly: true), 1e-5, $"{i}");
        }
    }

    /// <summary>Nothing is left of a difference that overflows where the factor is 0; else it stays finite.</summary>
    [TestMethod]
    public void Overflow_leaves_no_infinity()
    {
        Assert.AreEqual(0, BinShares.First(float.MaxValue, float.MinValue, 0, isOnly: true));
        Assert.AreEqual(float.MaxValue, BinShares.Last(float.MaxValue, float.MinValue, 10));
        Assert.AreEqual(float.MinValue, BinShares.First(float.MinValue, float.MaxValue, 10, isOnly: false));
    }
}
