namespace ActReg.MLNet.Tests;

[TestClass]
public class RegressionLossTests
{
    private static readonly float[] Errors = [-1e10f, -3, -1.5f, -1.49f, -1e-3f, 1e-3f, 0.5f, 1.5f, 1.51f, 7, 1e10f];

    [TestMethod]
    public void Values_are_the_formulas()
    {
        foreach (var e in Errors)
        {
            AssertClose((double)e * e, RegressionLoss.MeanSquaredError.Evaluate(e).Loss);
            AssertClose(Math.Abs(e), RegressionLoss.MeanAbsoluteError.Evaluate(e).Loss);
            AssertClose(
                Math.Abs(e) <= 1.5 ? (double)e * e / 2 : 1.5 * (Math.Abs((double)e) - 0.75), RegressionLoss.Huber(1.5f).Evaluate(e).Loss);
        }
    }

    [TestMethod]
    public void Slopes_are_the_derivatives()
    {
        RegressionLoss[] losses = [RegressionLoss.MeanSquaredError, RegressionLoss.MeanAbsoluteError, RegressionLoss.Huber(1.5f)];
        foreach (var loss in losses)
        {
            // Away from the kinks, and where a float still resolves the step.
            foreach (var e in new[] { -7f, -2, -0.5f, 0.75f, 1.25f, 3 })
            {
                const float Step = 1f / 64;
                var difference = ((double)loss.Evaluate(e + Step).Loss - loss.Evaluate(e - Step).Loss) / (2 * Step);
                Assert.AreEqual(difference, loss.Evaluate(e).Slope, 1e-4, $"{loss} at {e}");
            }

            Assert.AreEqual(0f, loss.Evaluate(0).Slope);
            Assert.IsTrue(float.IsNaN(loss.Evaluate(float.NaN).Slope), "divergence must show");
        }
    }

    [TestMethod]
    [DataRow(0f, "0")]
    [DataRow(-1f, "-1")]
    [DataRow(float.NaN, "NaN")]
    [DataRow(float.PositiveInfinity, "Infinity")]
    public void Huber_wants_a_positive_delta(float delta, string received)
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => RegressionLoss.Huber(delta));
        Assert.StartsWith($"delta must be finite and greater than 0; received {received}.", error.Message);
    }

    private static void AssertClose(double expected, float actual) => Assert.AreEqual(expected, actual, 2e-7 * Math.Abs(expected));
}
