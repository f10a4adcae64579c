using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public class ActivityRegularizerTests
{
    private static readonly Gen<(float L1, float L2, int Seed)> Cases = Gen.Select(Gen.Float[0, 2], Gen.Float[0, 2], Gen.Int);

    [TestMethod]
    public void Keras_l1l2_conformance() =>
        Assert.AreEqual(1.6f, ActivityRegularizer.L1L2(0.2f, 0.3f).Penalty([2, 0, 0, 0, 0, 0, 0, 0]), 1e-6f);

    [TestMethod]
    public void Sums_are_those_of_the_formula() => Cases.Sample(
        (l1, l2, seed) =>
        {
            var a = Numbers.Array(new Random(seed), 64, 3);
            var sum = a.Sum(v => (double)Math.Abs(v));
            var squares = a.Sum(v => (double)v * v);
            AssertClose(l1 * sum, ActivityRegularizer.L1(l1).Penalty(a));
            AssertClose(l2 * squares, ActivityRegularizer.L2(l2).Penalty(a));
            AssertClose(l1 * sum + l2 * squares, ActivityRegularizer.L1L2(l1, l2).Penalty(a));
        },
        threads: 1);

    [TestMethod]
    public void Not_negative_and_zero_at_zero() => Cases.Sample(
        (l1, l2, seed) =>
        {
            var regularizer = ActivityRegularizer.L1L2(l1, l2);
            Assert.IsGreaterThanOrEqualTo(0f, regularizer.Penalty(Numbers.Array(new Random(seed), 16)));
            Assert.AreEqual(0f, regularizer.Penalty(new float[16]));
        },
        threads: 1);

    [TestMethod]
    public void L1_is_absolutely_homogeneous_and_L2_of_degree_two() => Gen.Select(Gen.Float[-10, 10], Gen.Int).Sample(
        (factor, seed) =>
        {
            var a = Numbers.Array(new Random(seed), 16);
            float[] scaled = [.. a.Select(v => factor * v)];
            AssertClose(Math.Abs((double)factor) * ActivityRegularizer.L1(0.3f).Penalty(a), ActivityRegularizer.L1(0.3f).Penalty(scaled));
            AssertClose((double)factor * factor * ActivityRegularizer.L2(0.3f).Penalty(a), ActivityRegularizer.L2(0.3f).Penalty(scaled));
        },
        threads: 1);

    [TestMethod]
    public void Gradient_equals_central_differences() => Cases.Sample(
        (l1, l2, seed) =>
        {
            const double Step = 1e-5;
            var random = new Random(seed);
            // Away from the kink at 0.
            float[] a = [.. Numbers.Array(random, 16).Select(v => v + 0.01f * Math.Sign(v))];
            var before = Numbers.Array(random, 16);
            float[] gradient = [.. before];
            const float Scale = 0.7f;

            ActivityRegularizer.L1L2(l1, l2).AddGradient(a, Scale, gradient);

            for (var i = 0; i < a.Length; i++)
            {
                double Penalty(double v) => l1 * Math.Abs(v) + l2 * v * v;
                var slope = (Penalty(a[i] + Step) - Penalty(a[i] - Step)) / (2 * Step);
                Assert.AreEqual(before[i] + Scale * slope, gradient[i], 2e-6);
            }
        },
        threads: 1);

    [TestMethod]
    public void Gradient_at_zero_of_either_sign_is_zero()
    {
        var gradient = new float[8];
        ActivityRegularizer.L1L2(1, 1).AddGradient([0, -0f, 0, -0f, 0, -0f, 0, -0f], 1, gradient);
        Assert.IsFalse(gradient.AsSpan().ContainsAnyExcept(0));
    }

    [TestMethod]
    public void Gradient_of_the_smallest_values_has_their_sign()
    {
        var gradient = new float[8];
        ActivityRegularizer.L1(0.5f).AddGradient([float.Epsilon, -float.Epsilon, 1e-30f, -1e-30f, 1, -1, 1e30f, -1e30f], 1, gradient);
        CollectionAssert.AreEqual(new[] { 0.5f, -0.5f, 0.5f, -0.5f, 0.5f, -0.5f, 0.5f, -0.5f }, gradient);
    }

    [TestMethod]
    public void NaN_goes_through()
    {
        float[] activations = [1, float.NaN, 1, 1, 1, 1, 1, 1];
        var gradient = new float[8];
        ActivityRegularizer.L1(0.5f).AddGradient(activations, 1, gradient);
        Assert.IsTrue(float.IsNaN(ActivityRegularizer.L1(0.5f).Penalty(activations)));
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

    private static void AssertClose(double expected, float actual) => Assert.AreEqual(expected, actual, 1e-6 * Math.Abs(expected) + 1e-12);
}
