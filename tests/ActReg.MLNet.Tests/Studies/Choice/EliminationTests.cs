namespace ActReg.MLNet.Tests.Studies.Choice;

/// <summary>
/// Candidates are simulated: of 32 the best is ahead of the next by a third of what it is ahead of the worst by, and splits add noise that all share (hard folds) and noise of
/// each one's own. A simulated study loses the best candidate where it is left out on the way although it would have the best mean of all splits.
/// </summary>
/// <remarks>2,000 studies with fixed seeds: a share is known to within .01, so that a bound that holds here holds on every run.</remarks>
[TestClass]
public sealed class EliminationTests
{
    private const int Studies = 2000;
    private const int Candidates = 32;
    private const int Splits = 20;

    [TestMethod]
    [DataRow(1.0, 0.08)]
    [DataRow(3.0, 0.23)]
    public void Halving_seldom_loses_the_best(double noise, double share)
    {
        var rule = new SuccessiveHalving();
        Assert.IsLessThan(share, LostShare(noise, rule.Keep, out var saved));
        // 4 splits of 32, 4 of 16, 8 of 8 and 4 of 4 instead of 20 of 32.
        Assert.AreEqual(1 - (4 * 32 + 4 * 16 + 8 * 8 + 4 * 4) / (20.0 * 32), saved, 1e-9);
    }

    [TestMethod]
    [DataRow(1.0, 0.01)]
    [DataRow(3.0, 0.03)]
    public void The_paired_stop_hardly_ever_loses_the_best(double noise, double share)
    {
        var rule = new PairedWilcoxonStop();
        Assert.IsLessThan(share, LostShare(noise, rule.Keep, out var saved));
        Assert.IsGreaterThan(0.15, saved);
    }

    /// <summary>Without noise nothing is ever lost, and with halving nothing but the best four is left.</summary>
    [TestMethod]
    public void Without_noise_nothing_is_lost()
    {
        Assert.AreEqual(0, LostShare(0, new SuccessiveHalving().Keep, out _));
        Assert.AreEqual(0, LostShare(0, new PairedWilcoxonStop().Keep, out _));
    }

    /// <summary>On the first three splits the metric is not defined for the second candidate, whose others are the best; the third has failed once, the fourth always.</summary>
    [TestMethod]
    public void What_is_not_defined_is_compared_by_the_other_splits()
    {
        double[][] losses =
        [
            [1, 9, 9, 2, 2, 2, 2, 2], [double.NaN, double.NaN, double.NaN, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0, 0, double.PositiveInfinity],
            [.. Enumerable.Repeat(double.PositiveInfinity, 8)], [.. Enumerable.Repeat(double.NaN, 8)],
        ];
        CollectionAssert.AreEqual((int[])[0, 1, 4], new SuccessiveHalving(fewestCandidates: 1).Keep([0, 1, 2, 3, 4], candidate => losses[candidate]).ToArray());
        // 5 pairs, all on one side: 1/32. Of the fourth they are infinite.
        CollectionAssert.AreEqual((int[])[1, 2, 4], new PairedWilcoxonStop(0.04).Keep([0, 1, 2, 3, 4], candidate => losses[candidate]).ToArray());
        CollectionAssert.AreEqual((int[])[0, 1, 2, 3, 4], new PairedWilcoxonStop(0.03).Keep([0, 1, 2, 3, 4], candidate => losses[candidate]).ToArray());
        // Of nothing that is defined nobody is left out.
        CollectionAssert.AreEqual((int[])[3, 4], new SuccessiveHalving(fewestCandidates: 1).Keep([3, 4], candidate => losses[candidate]).ToArray());
    }

    private static double LostShare(double noise, Func<IReadOnlyList<int>, Func<int, IReadOnlyList<double>>, IEnumerable<int>> keep, out double saved)
    {
        var (lost, trials) = (0, 0L);
        for (var study = 0; study < Studies; study++)
        {
            var random = new Random(study);
            var losses = new double[Candidates][];
            var common = Enumerable.Range(0, Splits).Select(_ => Normal(random)).ToArray();
            for (var candidate = 0; candidate < Candidates; candidate++)
                losses[candidate] = [.. common.Select(shared => (candidate == 0 ? -1.0 / 3 : candidate / (double)Candidates) + 3 * shared + noise * Normal(random))];
            IReadOnlyList<int> left = [.. Enumerable.Range(0, Candidates)];
            var best = left.MinBy(candidate => losses[candidate].Average());
            for (var split = 1; split <= Splits; split++)
            {
                trials += left.Count;
                var done = split;
                if (split < Splits)
                    left = [.. keep(left, candidate => losses[candidate][..done])];
            }

            lost += left.Contains(best) ? 0 : 1;
        }

        saved = 1 - (double)trials / Studies / Candidates / Splits;
        return (double)lost / Studies;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
