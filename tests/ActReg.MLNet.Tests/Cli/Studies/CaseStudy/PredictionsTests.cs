using ActReg.MLNet.Cli.CaseStudy;

namespace ActReg.MLNet.Tests.Cli;

[TestClass]
public sealed class PredictionsTests
{
    [TestMethod]
    public void Log_loss_is_natural_and_does_not_saturate()
    {
        Assert.AreEqual(Math.Log(2), new Predictions([0], [true]).LogLoss, 1e-15);
        Assert.AreEqual(Math.Log(1 + Math.Exp(-1.5)), new Predictions([1.5f], [true]).LogLoss, 1e-15);
        Assert.AreEqual(500, new Predictions([1000, 1000], [false, true]).LogLoss, 1e-12);
        Assert.AreEqual(0, new Predictions([-1000], [false]).LogLoss);
    }

    [TestMethod]
    public void A_row_is_true_where_its_logit_is_above_0() =>
        Assert.AreEqual(0.5, new Predictions([0.1f, -0.1f, 0, 0], [true, true, true, false]).Accuracy);
}
