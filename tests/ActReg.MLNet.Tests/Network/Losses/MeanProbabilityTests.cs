namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class MeanProbabilityTests
{
    [TestMethod]
    [DataRow(0f, 0f)]
    [DataRow(-3f, 2f)]
    [DataRow(8f, 9f)]
    [DataRow(-12f, 1f)]
    public void Is_the_logit_of_the_mean(float a, float b)
    {
        var mean = (1 / (1 + Math.Exp(-a)) + 1 / (1 + Math.Exp(-b))) / 2;
        Assert.AreEqual(Math.Log(mean / (1 - mean)), MeanProbability.Logit([a, b]), 1e-5);
    }

    /// <summary>Where probabilities are 0 or 1 as numbers: of equal logits it is that logit, of two far apart the larger share's.</summary>
    [TestMethod]
    [DataRow(-5000f, -5000f, -5000f)]
    [DataRow(5000f, 5000f, 5000f)]
    [DataRow(-5000f, 5000f, 0f)]
    public void Holds_far_from_0(float a, float b, float expected) => Assert.AreEqual(expected, MeanProbability.Logit([a, b]), 1e-3f);

    [TestMethod]
    public void Of_no_number_it_is_none() => Assert.IsTrue(float.IsNaN(MeanProbability.Logit([1, float.NaN])));
}
