using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>The divergence from a target activation, on rows of random weights.</summary>
[TestClass]
public class KullbackLeiblerTests
{
    private const double Step = 1e-6;

    // A mean is rounded to a float, 6e-8 of it and more where rows are many; where it is near 0 or 1, the penalty changes by up to
    // 100 times what the mean does, and the slope by up to 10,000 times.
    private const double PenaltyTolerance = 1e-5;
    private const double SlopeTolerance = 3e-5;

    private static readonly Gen<(float Target, float Strength, int Rows, int Units, int Seed)> Cases = Gen.Select(
        Gen.Float[0.01f, 0.99f], Gen.Float[0, 5], Gen.Int[1, 40], Gen.Int[1, 20], Gen.Int);

    [TestMethod]
    public void The_defaults_are_those_of_the_lecture_notes() =>
        Assert.AreEqual(ActivityRegularizer.KullbackLeibler(0.05f, 3), ActivityRegularizer.KullbackLeibler());

    [TestMethod]
    public void Penalty_is_that_of_the_formula() => Cases.Sample(
        c =>
        {
            var (a, weights) = Draw(c.Rows, c.Units, c.Seed);
            var regularizer = ActivityRegularizer.KullbackLeibler(c.Target, c.Strength);
            var expected = Expected(c.Target, c.Strength, a, c.Units, weights);
            AssertClose(expected, new ActivityBatch(a, c.Units, weights).Penalty(regularizer));
        },
        threads: 1);

    [TestMethod]
    public void Gradient_equals_central_differences() => Cases.Sample(
        c =>
        {
            const double Strength = 0.7;
            const float Before = 0.4f;
            var (a, weights) = Draw(c.Rows, c.Units, c.Seed);

            var gradient = new ActivityBatch(a, c.Units, weights)
                .Gradient(ActivityRegularizer.KullbackLeibler(c.Target, c.Strength), Strength, Before);

            var values = Array.ConvertAll(a, value => (double)value);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = a[i] + Step;
                var above = Expected(c.Target, c.Strength, values, c.Units, weights);
                values[i] = a[i] - Step;
                var below = Expected(c.Target, c.Strength, values, c.Units, weights);
                values[i] = a[i];
                AssertClose(Before + Strength * (above - below) / (2 * Step), gradient[i], SlopeTolerance);
            }
        },
        threads: 1);

    [TestMethod]
    public void Not_negative_and_zero_at_the_target_alone() => Cases.Sample(
        c =>
        {
            var regularizer = ActivityRegularizer.KullbackLeibler(c.Target, strength: 1);
            var atTarget = new float[c.Rows * c.Units];
            Array.Fill(atTarget, c.Target);
            Assert.AreEqual(0, new ActivityBatch(atTarget, c.Units).Penalty(regularizer), 1e-9);
            Assert.AreEqual(0, new ActivityBatch(atTarget, c.Units).Gradient(regularizer).Max(Math.Abs), 1e-4 / c.Rows);

            // Means alone count: these have another at most by rounding.
            float[] around = [.. atTarget[..c.Units].Select(t => t - 0.005f), .. atTarget[..c.Units].Select(t => t + 0.005f)];
            Assert.AreEqual(0, new ActivityBatch(around, c.Units).Penalty(regularizer), 1e-9);

            var (a, weights) = Draw(c.Rows, c.Units, c.Seed);
            Assert.IsGreaterThan(0, new ActivityBatch(a, c.Units, weights).Penalty(regularizer));
        },
        threads: 1);

    [TestMethod]
    public void Penalty_is_proportional_to_the_strength() => Cases.Sample(
        c =>
        {
            var (a, weights) = Draw(c.Rows, c.Units, c.Seed);
            var batch = new ActivityBatch(a, c.Units, weights);
            var one = batch.Penalty(ActivityRegularizer.KullbackLeibler(c.Target, strength: 1));
            AssertClose(c.Strength * one, batch.Penalty(ActivityRegularizer.KullbackLeibler(c.Target, c.Strength)));
        },
        threads: 1);

    [TestMethod]
    public void The_batch_twice_has_the_same_penalty_and_a_row_of_weight_two_is_that_row_twice() => Cases.Sample(
        c =>
        {
            var (a, _) = Draw(c.Rows, c.Units, c.Seed);
            var regularizer = ActivityRegularizer.KullbackLeibler(c.Target, c.Strength);
            var once = new ActivityBatch(a, c.Units);
            var twice = new ActivityBatch([.. a, .. a], c.Units);
            AssertClose(once.Penalty(regularizer), twice.Penalty(regularizer));

            float[] weights = [2, .. Enumerable.Repeat(1f, c.Rows - 1)];
            var weighted = new ActivityBatch(a, c.Units, weights);
            var repeated = new ActivityBatch([.. a[..c.Units], .. a], c.Units);
            AssertClose(repeated.Penalty(regularizer), weighted.Penalty(regularizer));
            var (expected, found) = (repeated.Gradient(regularizer), weighted.Gradient(regularizer));
            for (var unit = 0; unit < c.Units; unit++)
                AssertClose(expected[unit] + expected[c.Units + unit], found[unit], SlopeTolerance);
        },
        threads: 1);

    /// <summary>A sigmoid of -200 is exactly 0, where logarithm and slope are infinite.</summary>
    [TestMethod]
    [DataRow(0f)]
    [DataRow(1f)]
    [DataRow(1e-9f)]
    public void At_the_ends_penalty_and_gradient_are_those_of_a_tangent(float end)
    {
        const float Target = 0.05f;
        var regularizer = ActivityRegularizer.KullbackLeibler(Target, strength: 1);
        var inside = Math.Clamp(end, 1e-6, 1 - 1e-6);
        var slope = (1.0 - Target) / (1 - inside) - Target / inside;
        var batch = new ActivityBatch([end, end], units: 1);
        AssertClose(Divergence(Target, inside) + slope * (end - inside), batch.Penalty(regularizer));
        foreach (var derivative in batch.Gradient(regularizer))
            AssertClose(slope / 2, derivative);
    }

    [TestMethod]
    public void NaN_goes_through()
    {
        var batch = new ActivityBatch([0.5f, float.NaN], units: 2);
        Assert.IsTrue(double.IsNaN(batch.Penalty(ActivityRegularizer.KullbackLeibler())));
        var gradient = batch.Gradient(ActivityRegularizer.KullbackLeibler());
        Assert.IsTrue(float.IsNaN(gradient[1]));
        Assert.IsTrue(float.IsFinite(gradient[0]));
    }

    [TestMethod]
    public void Arguments_are_checked()
    {
        foreach (var target in new[] { 0, 1, -0.1f, float.NaN })
            AssertRefused("target must be above 0 and below 1; received", () => ActivityRegularizer.KullbackLeibler(target));
        foreach (var strength in new[] { -1, float.NaN, float.PositiveInfinity })
            AssertRefused("strength must be finite and at least 0; ", () => ActivityRegularizer.KullbackLeibler(0.05f, strength));
    }

    private static void AssertRefused(string message, Func<object> make) =>
        Assert.Contains(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(make).Message);

    private static (float[] Activations, float[] Weights) Draw(int rows, int units, int seed)
    {
        var random = new Random(seed);
        return (
            [.. Enumerable.Range(0, rows * units).Select(_ => 0.01f + 0.98f * random.NextSingle())],
            [.. Enumerable.Range(0, rows).Select(_ => 0.2f + 2 * random.NextSingle())]);
    }

    private static double Expected(float target, float strength, float[] a, int units, float[] weights) =>
        Expected(target, strength, Array.ConvertAll(a, value => (double)value), units, weights);

    private static double Expected(float target, float strength, double[] a, int units, float[] weights) =>
        strength * Enumerable.Range(0, units).Sum(unit => Divergence(target, Mean(unit, a, units, weights)));

    private static double Mean(int unit, double[] a, int units, float[] weights) =>
        weights.Select((weight, row) => weight * a[row * units + unit]).Sum() / weights.Sum(weight => (double)weight);

    private static double Divergence(double target, double mean) =>
        target * Math.Log(target / mean) + (1 - target) * Math.Log((1 - target) / (1 - mean));

    private static void AssertClose(double expected, double actual, double tolerance = PenaltyTolerance) =>
        Assert.AreEqual(expected, actual, tolerance * Math.Max(1, Math.Abs(expected)));
}
