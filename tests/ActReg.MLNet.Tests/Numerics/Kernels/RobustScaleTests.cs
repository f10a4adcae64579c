namespace ActReg.MLNet.Tests;

[TestClass]
public sealed unsafe class RobustScaleTests
{
    /// <summary>By the formula, in double precision.</summary>
    [TestMethod]
    [DataRow(3f)]
    [DataRow(0.5f)]
    [DataRow(float.PositiveInfinity)]
    public void Is_the_formula(float bound)
    {
        float[] values = [.. Enumerable.Range(0, 16).Select(i => 3.7f * i - 20)], centers = Numbers.Array(new Random(1), 16), factors = Numbers.Array(new Random(2), 16);
        var results = new float[16];
        fixed (float* x = values, center = centers, factor = factors, result = results)
            RobustScale.Apply(16, x, center, factor, bound, result);
        for (var i = 0; i < 16; i++)
        {
            var z = ((double)values[i] - centers[i]) * factors[i];
            var expected = double.IsInfinity(bound) ? z : z / Math.Sqrt(1 + z / bound * (z / bound));
            Assert.AreEqual(expected, results[i], 1e-5 * Math.Max(1, Math.Abs(expected)));
            Assert.AreEqual(RobustScale.Of(values[i], centers[i], factors[i], bound), results[i]);
        }
    }

    /// <summary>Squares and differences that overflow in between leave no infinity, no NaN, and no 0 for the bound.</summary>
    [TestMethod]
    [DataRow(float.MaxValue, 0f, 1f, 3f, 3f)]
    [DataRow(float.MinValue, 0f, 1f, 3f, -3f)]
    [DataRow(float.MaxValue, float.MinValue, 1e10f, 3f, 3f)]
    [DataRow(float.MaxValue, float.MinValue, 0f, 3f, 0f)]
    [DataRow(1e25f, 0f, 1f, 3f, 3f)]
    [DataRow(float.MaxValue, float.MinValue, 10f, float.PositiveInfinity, float.MaxValue)]
    public void Overflow_comes_to_the_bound(float value, float center, float factor, float bound, float expected) =>
        Assert.AreEqual(expected, RobustScale.Of(value, center, factor, bound), 1e-6f * Math.Abs(expected));
}
