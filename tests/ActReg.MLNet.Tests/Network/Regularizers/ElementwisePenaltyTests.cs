namespace ActReg.MLNet.Tests;

/// <summary>Penalties that an activation measures and adds on its way.</summary>
[TestClass]
public unsafe class ElementwisePenaltyTests
{
    [TestMethod]
    [DataRow(ActivityReduction.BatchSum, 1.0)]
    [DataRow(ActivityReduction.BatchMean, 1 / 8.0)]
    [DataRow(ActivityReduction.ElementMean, 1 / 40.0)]
    public void Strengths_are_scaled_as_the_reduction_says(ActivityReduction reduction, double scale)
    {
        var regularizer = ActivityRegularizer.L1L2(0.2f, 0.3f, reduction);
        Assert.IsTrue(regularizer.IsElementwise);
        var weight = 2f;
        var penalty = regularizer.OnEach(new Batch { Rows = 4, Weight = 8 }, &weight, units: 5, PenalizedPlace.Input);
        AssertPenalty(0.2 * scale, 0.3 * scale, penalty, &weight);
        AssertPenalty(0.1 * scale, 0.15 * scale, penalty.Times(0.5), &weight);
    }

    [TestMethod]
    public void A_divergence_is_about_means_and_not_about_each_value()
    {
        var regularizer = ActivityRegularizer.KullbackLeibler();
        Assert.IsFalse(regularizer.IsElementwise);
        Assert.ThrowsExactly<NotSupportedException>(() => regularizer.OnEach(default, null, units: 5, PenalizedPlace.Output));
    }

    private static void AssertPenalty(double l1, double l2, ElementwisePenalty penalty, float* weights)
    {
        Assert.AreEqual(PenalizedPlace.Input, penalty.Place);
        Assert.AreEqual(l1, penalty.L1, 1e-7);
        Assert.AreEqual(l2, penalty.L2, 1e-7);
        Assert.AreEqual((nint)weights, (nint)penalty.Weights);
    }
}
