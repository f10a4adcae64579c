using ActReg.MLNet.Cli.Tables;

namespace ActReg.MLNet.Tests.Cli.Tables;

[TestClass]
public sealed class MeanLogProbabilitiesTests
{
    /// <summary>Softmaxes of (ln 1, ln 3) and (ln 1, ln 1) are (1/4, 3/4) and (1/2, 1/2).</summary>
    [TestMethod]
    public void They_are_the_logarithms_of_mean_probabilities()
    {
        var rows = MeanLogProbabilities.Of([[[0, MathF.Log(3)], [5, 5]], [[7, 7], [0, 0]]]).ToArray();
        Assert.HasCount(2, rows);
        Assert.AreEqual(Math.Log(3.0 / 8), rows[0][0], 1e-6);
        Assert.AreEqual(Math.Log(5.0 / 8), rows[0][1], 1e-6);
        Assert.AreEqual(Math.Log(0.5), rows[1][0], 1e-6);
    }

    /// <summary>In single precision the probability is 0.</summary>
    [TestMethod]
    public void What_is_all_but_impossible_is_not_infinite() =>
        Assert.AreEqual(-500, MeanLogProbabilities.Of([[[0, 500]], [[0, 500]]]).Single()[0], 1e-3);
}
