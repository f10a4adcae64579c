using ActReg.MLNet.Benchmarks.Accuracy;

namespace ActReg.MLNet.Tests;

/// <summary>What the table over all tables says, against numbers worked out by hand.</summary>
[TestClass]
public sealed class StandingTests
{
    [TestMethod]
    public void Errors_are_divided_by_the_peers_and_averaged_geometrically()
    {
        var ours = Of([Table("a", 100, ours: 0.1, peer: 0.2), Table("b", 100, ours: 0.2, peer: 0.1), Table("c", 100, ours: 0.05, peer: 0.2)]);
        Assert.AreEqual(Math.Pow(0.5 * 2 * 0.25, 1 / 3.0), ours.Error.Mean, 1e-12);
        Assert.AreEqual((2, 0, 1), (ours.Wins, ours.Ties, ours.Losses));
        Assert.AreEqual((1 + 2 + 1) / 3.0, ours.Rank, 1e-12);
        Assert.AreEqual((2.0, "b"), (Math.Round(ours.Worst, 12), ours.WorstTable));
        Assert.AreEqual(3, ours.FitSeconds, 1e-12);
        // Student's 97.5% quantile with two degrees of freedom is 4.302653.
        var reach = 4.302653 * StandardDeviation([Math.Log(0.5), Math.Log(2), Math.Log(0.25)]) / Math.Sqrt(3);
        Assert.AreEqual(Math.Log(ours.Error.Mean) + reach, Math.Log(ours.Error.High), 1e-6);
        Assert.AreEqual(Math.Log(ours.Error.Mean) - reach, Math.Log(ours.Error.Low), 1e-6);
    }

    [TestMethod]
    public void Where_none_is_wrong_half_a_row_is() =>
        Assert.AreEqual(0.005 / 0.1, Of([Table("a", 100, ours: 0, peer: 0.1)]).Error.Mean, 1e-12);

    [TestMethod]
    public void Nearly_equal_errors_are_a_tie() => Assert.AreEqual((0, 1, 0), Wins(Of([Table("a", 1000, ours: 0.2005, peer: 0.2)])));

    [TestMethod]
    public void Log_losses_count_where_both_have_one()
    {
        var with = Table("a", 100, ours: 0.1, peer: 0.2);
        var without = with with { Data = "b", Methods = [with.Methods[0], with.Methods[1] with { LogLosses = null }] };
        Assert.AreEqual(0.5, Of([with, without]).LogLoss!.Mean, 1e-12);
        Assert.IsNull(Of([without]).LogLoss);
    }

    [TestMethod]
    public void Another_method_may_be_the_one_that_errors_are_divided_by()
    {
        var table = Table("a", 100, ours: 0.1, peer: 0.2);
        var standings = Standing.ByTask([table], "ours, tabular").Single().Standings;
        Assert.AreEqual(2, standings.Single(standing => standing.Method == Standing.Peer).Error.Mean, 1e-12);
        Assert.AreEqual(2, standings.Single(standing => standing.Method == Standing.Peer).LogLoss!.Mean, 1e-12);
        Assert.AreEqual(1, standings.Single(standing => standing.Method == "ours, tabular").Error.Mean);
        Assert.IsEmpty(Standing.ByTask([table], "another"));
    }

    private static (int Wins, int Ties, int Losses) Wins(Standing standing) => (standing.Wins, standing.Ties, standing.Losses);

    private static Standing Of(DataComparison[] tables) => Standing.ByTask(tables).First().Standings.Single(standing => standing.Method == "ours, tabular");

    private static DataComparison Table(string name, int rows, double ours, double peer) => new(
        name, "accuracy", rows, "ours, tabular", null,
        [
            new("ours, tabular", [1 - ours, 1 - ours], [0.25, 0.35], [3, 3]),
            new("ML.NET LightGbm", [1 - peer, 1 - peer], [0.5, 0.7], [1, 1]),
        ]);

    private static double StandardDeviation(double[] values) =>
        Math.Sqrt(values.Sum(value => (value - values.Average()) * (value - values.Average())) / (values.Length - 1));
}
