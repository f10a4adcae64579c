using CsCheck;

namespace ActReg.MLNet.Tests.Studies.Statistics;

[TestClass]
public sealed class SignedRanksTests
{
    /// <summary>F. Wilcoxon's own tables: of seven differences, all positive ones come once in 128.</summary>
    [TestMethod]
    public void All_of_one_sign_come_once_in_two_to_the_n() =>
        Assert.AreEqual(1 / 128.0, SignedRanks.ProbabilityOfLarger([1, 2, 3, 4, 5, 6, 7]), 1e-15);

    [TestMethod]
    public void What_is_not_defined_tells_nothing() => Assert.AreEqual(1 / 128.0, SignedRanks.ProbabilityOfLarger([1, double.NaN, 2, 3, 4, 5, double.NaN, 6, 7]), 1e-15);

    [TestMethod]
    public void Without_differences_nothing_is_told() => Assert.AreEqual(1, SignedRanks.ProbabilityOfLarger([0, 0]));

    /// <summary>By all signs, one after the other, with mean ranks.</summary>
    [TestMethod]
    public void It_counts_all_signs() => Gen.Int[-5, 5].Array[0, 9].Sample(
        values =>
        {
            double[] nonzero = [.. values.Where(value => value != 0).Select(value => (double)value)];
            double[] ranks = [.. nonzero.Select(value => nonzero.Count(other => Math.Abs(other) < Math.Abs(value)) + (nonzero.Count(other => Math.Abs(other) == Math.Abs(value)) + 1) / 2.0)];
            var observed = ranks.Where((_, i) => nonzero[i] > 0).Sum();
            var asLarge = Enumerable.Range(0, 1 << nonzero.Length).Count(signs => ranks.Where((_, i) => (signs >> i & 1) == 1).Sum() >= observed);
            Assert.AreEqual((double)asLarge / (1 << nonzero.Length), SignedRanks.ProbabilityOfLarger([.. values.Select(value => (double)value)]), 1e-12);
        },
        iter: 200, threads: 1);
}
