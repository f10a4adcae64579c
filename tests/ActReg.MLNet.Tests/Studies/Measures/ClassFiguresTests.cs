namespace ActReg.MLNet.Tests.Studies.Measures;

[TestClass]
public sealed class ClassFiguresTests
{
    /// <summary>In single precision the probability of the last one's class is 0.</summary>
    [TestMethod]
    [DataRow(0.0, true, 0.6931471806, 0.25)]
    [DataRow(1.5, true, 0.2014132779, 0.0332790717)]
    [DataRow(-1.5, false, 0.2014132779, 0.0332790717)]
    [DataRow(-1000.0, false, 0.0, 0.0)]
    [DataRow(1000.0, false, 1000.0, 1.0)]
    public void Two_classes_by_log_odds(double logOdds, bool isPositive, double logLoss, double brierScore)
    {
        var figures = ClassFigures.OfTwo(logOdds, isPositive);
        Assert.AreEqual(logLoss, figures.LogLoss, 1e-9);
        Assert.AreEqual(brierScore, figures.BrierScore, 1e-9);
        Assert.AreEqual(1 / (1 + Math.Exp(-logOdds)), figures.Probability, 1e-12);
    }

    /// <summary>Two classes of a softmax are those of the difference of its inputs; each counts in the Brier score.</summary>
    [TestMethod]
    [DataRow(0f)]
    [DataRow(1.5f)]
    [DataRow(-1000f)]
    public void Several_classes_by_the_inputs_of_a_softmax(float difference)
    {
        var (two, many) = (ClassFigures.OfTwo(difference, true), ClassFigures.OfMany([100, 100 + difference], 1));
        Assert.AreEqual(two.LogLoss, many.LogLoss, 1e-9);
        Assert.AreEqual(2 * two.BrierScore, many.BrierScore, 1e-9);
        Assert.AreEqual(Math.Max(two.Probability, 1 - two.Probability), many.Probability, 1e-9);
    }
}
