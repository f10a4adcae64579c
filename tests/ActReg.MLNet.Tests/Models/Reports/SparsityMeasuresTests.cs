using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Against closed forms, and against other formulas for the same things.</summary>
[TestClass]
public sealed class SparsityMeasuresTests
{
    private const double Tolerance = 1e-12;

    [TestMethod]
    [DataRow(2)]
    [DataRow(7)]
    [DataRow(5000)]
    public void One_active_unit_is_the_sparsest_row_that_is_active(int units)
    {
        Assert.AreEqual(1, SparsityMeasures.Hoyer([3], units), Tolerance);
        Assert.AreEqual((units - 1.0) / units, SparsityMeasures.Gini([3], units), Tolerance);
    }

    /// <summary>m equal units of n: Hoyer (√n - √m) / (√n - 1), Gini 1 - m/n; so 0 where all are equal.</summary>
    [TestMethod]
    public void Equal_units_have_a_closed_form() =>
        Gen.Select(Gen.Int[2, 300], Gen.Int[1, 300], Gen.Float[1e-30f, 1e30f]).Sample((units, some, value) =>
        {
            var active = Math.Min(some, units);
            var row = new float[active];
            Array.Fill(row, value);
            var hoyer = (Math.Sqrt(units) - Math.Sqrt(active)) / (Math.Sqrt(units) - 1);
            Assert.AreEqual(hoyer, SparsityMeasures.Hoyer(row, units), Tolerance);
            Assert.AreEqual(1 - (double)active / units, SparsityMeasures.Gini(row, units), Tolerance);
        }, threads: 1);

    /// <summary>Rounding alone would make some of these a little less than 0, and print as -0.000.</summary>
    [TestMethod]
    public void Neither_leaves_0_to_1() =>
        Gen.Select(Gen.Int[1, 50], Gen.Float[1e-3f, 1e3f]).Sample((units, value) =>
        {
            var row = new float[units];
            Array.Fill(row, value);
            Assert.IsFalse(double.IsNegative(SparsityMeasures.Hoyer(row, units)));
            Assert.IsFalse(double.IsNegative(SparsityMeasures.Gini(row, units)));
            Assert.IsLessThanOrEqualTo(1, SparsityMeasures.Hoyer([value], units));
        }, threads: 1);

    [TestMethod]
    public void A_row_of_zeros_counts_as_1()
    {
        Assert.AreEqual(1, SparsityMeasures.Hoyer([], 3));
        Assert.AreEqual(1, SparsityMeasures.Gini([], 3));
        Assert.AreEqual(1, SparsityMeasures.Hoyer([], 1));
        Assert.AreEqual(1, SparsityMeasures.Gini([], 1));
    }

    [TestMethod]
    public void An_only_unit_is_as_dense_as_can_be()
    {
        Assert.AreEqual(0, SparsityMeasures.Hoyer([2], 1));
        Assert.AreEqual(0, SparsityMeasures.Gini([2], 1), Tolerance);
    }

    /// <summary>Gini as half the relative mean difference of all pairs, Hoyer from the angle to the diagonal.</summary>
    [TestMethod]
    public void Equal_other_formulas_on_random_rows() =>
        Gen.Select(Gen.Float[1e-3f, 1e3f].Array[1, 40], Gen.Int[1, 40]).Sample((active, zeros) =>
        {
            double[] row = [.. active.Select(value => (double)value), .. new double[zeros]];
            var n = row.Length;
            var pairs = row.Sum(a => row.Sum(b => Math.Abs(a - b)));
            var cosine = row.Sum() / Math.Sqrt(n * row.Sum(a => a * a));
            float[] sorted = [.. active.Order()];
            Assert.AreEqual(pairs / (2 * n * row.Sum()), SparsityMeasures.Gini(sorted, n), Tolerance);
            Assert.AreEqual((1 - cosine) / (1 - 1 / Math.Sqrt(n)), SparsityMeasures.Hoyer(sorted, n), Tolerance);
        }, threads: 1);
}
