namespace ActReg.MLNet.Tests.Studies.Choice;

[TestClass]
public sealed class OneStandardErrorRuleTests
{
    [TestMethod]
    public void The_sparsest_within_one_error_of_the_best_is_chosen() => Assert.AreEqual(
        (2, 0), OneStandardErrorRule.Choose([Candidate(0, 0.90, 0.9), Candidate(1, 0.88, 0.5), Candidate(2, 0.875, 0.3), Candidate(3, 0.86, 0.1)], higherIsBetter: true));

    [TestMethod]
    public void Where_less_is_better_the_error_is_on_the_other_side() => Assert.AreEqual(
        (1, 3), OneStandardErrorRule.Choose([Candidate(0, 0.90, 0.1), Candidate(1, 0.885, 0.4), Candidate(2, 0.875, 0.5), Candidate(3, 0.86, 0.9)], higherIsBetter: false));

    [TestMethod]
    public void Of_equally_sparse_ones_the_smallest_then_the_first_is_chosen() => Assert.AreEqual(
        (2, 0), OneStandardErrorRule.Choose([Candidate(0, 0.90, 0.5, 100), Candidate(1, 0.90, 0.5, 70), Candidate(2, 0.89, 0.5, 60), Candidate(3, 0.89, 0.5, 60)], true));

    [TestMethod]
    public void One_split_has_no_error_so_that_the_best_is_chosen() => Assert.AreEqual(
        (0, 0), OneStandardErrorRule.Choose([Candidate(0, 0.90, 0.9, error: double.NaN), Candidate(1, 0.89, 0.1, error: double.NaN)], true));

    [TestMethod]
    public void What_failed_is_not_chosen()
    {
        Assert.AreEqual((1, 1), OneStandardErrorRule.Choose([Candidate(0, double.NaN, 0), Candidate(1, 0.5, 1)], true));
        Assert.IsNull(OneStandardErrorRule.Choose([Candidate(0, double.NaN, 0)], true));
    }

    private static ChoiceCandidate Candidate(int index, double mean, double activeShare, long weights = 10, double error = 0.03) =>
        new(index, new MeanInterval(5, mean, 1, error, 0, 1), activeShare, weights);
}
