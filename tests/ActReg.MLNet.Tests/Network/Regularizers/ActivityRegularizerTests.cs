using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public class ActivityRegularizerTests
{
    private static readonly Gen<(float L1, float L2, int Seed)> Cases = Gen.Select(Gen.Float[0, 2], Gen.Float[0, 2], Gen.Int);

    [TestMethod]
    public void Keras_l1l2_conformance() =>
        Assert.AreEqual(1.6, Penalty(ActivityRegularizer.L1L2(0.2f, 0.3f), [2]), 1e-6);

    [TestMethod]
    public void Sums_are_those_of_the_formula() => Cases.Sample(
        (l1, l2, seed) =>
        {
            var a = Numbers.Array(new Random(seed), 64, 3);
            var sum = a.Sum(v => (double)Math.Abs(v));
            var squares = a.Sum(v => (double)v * v);
            AssertClose(l1 * sum, Penalty(ActivityRegularizer.L1(l1), a));
            AssertClose(l2 * squares, Penalty(ActivityRegularizer.L2(l2), a));
            AssertClose(l1 * sum + l2 * squares, Penalty(ActivityRegularizer.L1L2(l1, l2), a));
        },
        threads: 1);

    [TestMethod]
    public void Not_negative_and_zero_at_zero() => Cases.Sample(
        (l1, l2, seed) =>
        {
            var regularizer = ActivityRegularizer.L1L2(l1, l2);
            Assert.IsGreaterThanOrEqualTo(0, Penalty(regularizer, Numbers.Array(new Random(seed), 13)));
            Assert.AreEqual(0, Penalty(regularizer, new float[13]));
        },
        threads: 1);

    [TestMethod]
    public void L1_is_absolutely_homogeneous_and_L2_of_degree_two() => Gen.Select(Gen.Float[-10, 10], Gen.Int).Sample(
        (factor, seed) =>
        {
            var a = Numbers.Array(new Random(seed), 16);
            float[] scaled = [.. a.Select(v => factor * v)];
            AssertClose(Math.Abs((double)factor) * Penalty(ActivityRegularizer.L1(0.3f), a), Penalty(ActivityRegularizer.L1(0.3f), scaled));
            AssertClose((double)factor * factor * Penalty(ActivityRegularizer.L2(0.3f), a), Penalty(ActivityRegularizer.L2(0.3f), scaled));
        },
        threads: 1);

    [TestMethod]
    public void Gradient_equals_central_differences() => Cases.Sample(
        (l1, l2, seed) =>
        {
            const double Step = 1e-5;
            var random = new Random(seed);
            const float Before = 0.4f;
            // Away from the kink at 0.
            float[] a = [.. Numbers.Array(random, 16).Select(v => v + 0.01f * Math.Sign(v))];
            const double Strength = 0.7;

            var gradient = new ActivityBatch(a, a.Length).Gradient(ActivityRegularizer.L1L2(l1, l2), Strength, Before);

            for (var i = 0; i < a.Length; i++)
            {
                double Penalty(double v) => l1 * Math.Abs(v) + l2 * v * v;
                var slope = (Penalty(a[i] + Step) - Penalty(a[i] - Step)) / (2 * Step);
                Assert.AreEqual(Before + Strength * slope, gradient[i], 2e-6);
            }
        },
        threads: 1);

    [TestMethod]
    public void Gradient_at_zero_of_either_sign_is_zero()
    {
        var gradient = new ActivityBatch([0, -0f, 0, -0f], units: 4).Gradient(ActivityRegularizer.L1L2(1, 1));
        Assert.IsFalse(gradient.AsSpan().ContainsAnyExcept(0));
    }

    [TestMethod]
    public void Gradient_of_the_smallest_values_has_their_sign()
    {
        float[] activations = [float.Epsilon, -float.Epsilon, 1e-30f, -1e-30f, 1, -1, 1e30f, -1e30f];
        var gradient = new ActivityBatch(activations, units: 8).Gradient(ActivityRegularizer.L1(0.5f));
        CollectionAssert.AreEqual(new[] { 0.5f, -0.5f, 0.5f, -0.5f, 0.5f, -0.5f, 0.5f, -0.5f }, gradient);
    }

    [TestMethod]
    public void NaN_goes_through()
    {
        float[] activations = [1, float.NaN];
        var gradient = new ActivityBatch(activations, units: 2).Gradient(ActivityRegularizer.L1(0.5f));
        Assert.IsTrue(double.IsNaN(Penalty(ActivityRegularizer.L1(0.5f), activations)));
        Assert.IsTrue(float.IsNaN(gradient[1]));
        Assert.AreEqual(0.5f, gradient[0]);
    }

    [TestMethod]
    [DataRow(-1f)]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    public void Strengths_are_checked(float strength)
    {
        Assert.Contains("l1 must be", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ActivityRegularizer.L1(strength)).Message);
        Assert.Contains("l2 must be", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ActivityRegularizer.L2(strength)).Message);
    }

    /// <summary>Of one row.</summary>
    private static double Penalty(ActivityRegularizer regularizer, float[] activations) =>
        new ActivityBatch(activations, activations.Length).Penalty(regularizer);

    private static void AssertClose(double expected, double actual) => Assert.AreEqual(expected, actual, 1e-6 * Math.Abs(expected) + 1e-12);
}
