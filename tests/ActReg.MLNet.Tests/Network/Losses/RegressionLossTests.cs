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
            AssertClose((double)e * e, RegressionLoss.MeanSquaredError.Evaluate(e, 0).Loss);
            AssertClose(Math.Abs(e), RegressionLoss.MeanAbsoluteError.Evaluate(e, 0).Loss);
            AssertClose(
                Math.Abs(e) <= 1.5 ? (double)e * e / 2 : 1.5 * (Math.Abs((double)e) - 0.75), RegressionLoss.Huber(1.5f).Evaluate(e, 0).Loss);
            AssertClose(Math.Max(0.75 * e, -0.25 * e), RegressionLoss.Quantile(0.25f).Evaluate(e, 0).Loss);
        }
    }

    [TestMethod]
    public void Slopes_are_the_derivatives()
    {
        RegressionLoss[] losses = [RegressionLoss.MeanSquaredError, RegressionLoss.MeanAbsoluteError, RegressionLoss.Huber(1.5f), RegressionLoss.Quantile(0.8f)];
        foreach (var loss in losses)
        {
            // Away from the kinks, and where a float still resolves the step.
            foreach (var e in new[] { -7f, -2, -0.5f, 0.75f, 1.25f, 3 })
            {
                const float Step = 1f / 64;
                var difference = ((double)loss.Evaluate(e + Step, 0).Loss - loss.Evaluate(e - Step, 0).Loss) / (2 * Step);
                Assert.AreEqual(difference, loss.Evaluate(e, 0).Slope, 1e-4, $"{loss} at {e}");
            }

            Assert.AreEqual(0f, loss.Evaluate(0, 0).Slope);
            Assert.IsTrue(float.IsNaN(loss.Evaluate(float.NaN, 0).Slope), "divergence must show");
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

    /// <summary>Half the deviances, as their definitions say, in double precision.</summary>
    [TestMethod]
    public void Deviances_are_the_formulas_and_their_slopes_the_derivatives()
    {
        foreach (var label in new[] { 0f, 1e-3f, 1, 2.5f, 40, 1e6f })
        {
            foreach (var output in new[] { -3f, -0.2f, 0, 1.25f, 3.5f, 14 })
            {
                double mean = Math.Exp(output), y = label;
                var (loss, slope) = RegressionLoss.Poisson.Evaluate(output, label);
                AssertDeviance(mean - y + (y > 0 ? y * Math.Log(y / mean) : 0), loss, y);
                AssertDeviance(mean - y, slope, 0);
                if (label == 0)
                    continue;
                (loss, slope) = RegressionLoss.Gamma.Evaluate(output, label);
                AssertDeviance(y / mean - 1 - Math.Log(y / mean), loss, 1);
                AssertDeviance(1 - y / mean, slope, 1);
            }
        }
    }

    [TestMethod]
    public void Deviances_are_0_where_prediction_and_label_are_equal()
    {
        foreach (var loss in new[] { RegressionLoss.Poisson, RegressionLoss.Gamma })
        {
            foreach (var label in new[] { 1e-3f, 1, 7, 1e5f })
            {
                Assert.AreEqual(0, loss.Evaluate(MathF.Log(label), label).Loss, 1e-6 * label);
                Assert.AreEqual(label, loss.ToScore(loss.FirstOutput(label)), 2e-6 * label);
            }
        }
    }

    /// <summary>A training that diverges must show it, whatever its labels.</summary>
    [TestMethod]
    public void Deviances_of_what_is_not_a_number_are_none()
    {
        foreach (var loss in new[] { RegressionLoss.Poisson, RegressionLoss.Gamma })
        {
            Assert.IsTrue(float.IsNaN(loss.Evaluate(float.NaN, 1).Loss));
            Assert.IsTrue(float.IsNaN(loss.Evaluate(float.NaN, 1).Slope));
            Assert.IsFalse(float.IsFinite(loss.Evaluate(1000, 1).Loss - loss.Evaluate(-1000, 1).Loss));
        }
    }

    [TestMethod]
    [DataRow(0f, "0")]
    [DataRow(1f, "1")]
    [DataRow(float.NaN, "NaN")]
    public void A_quantile_wants_a_share(float share, string received)
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => RegressionLoss.Quantile(share));
        Assert.StartsWith($"share must be above 0 and below 1; received {received}.", error.Message);
    }

    private static void AssertDeviance(double expected, float actual, double scale) =>
        Assert.AreEqual(expected, actual, 3e-7 * Math.Max(Math.Abs(expected), scale * 1e-6));

    private static void AssertClose(double expected, float actual) => Assert.AreEqual(expected, actual, 2e-7 * Math.Abs(expected));
}
