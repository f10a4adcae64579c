using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Penalties of whole batches, as the network computes them.</summary>
[TestClass]
public class ActivityReductionTests
{
    private static readonly Gen<(int Rows, int Units, int Seed)> Cases = Gen.Select(Gen.Int[1, 40], Gen.Int[1, 20], Gen.Int);

    [TestMethod]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(40)]
    public void Keras_conformance_twos_of_five_units(int rows)
    {
        var twos = new float[rows * 5];
        Array.Fill(twos, 2);
        Assert.AreEqual(0.2, new ActivityBatch(twos, 5).Penalty(ActivityRegularizer.L2(0.01f)), 1e-7);
    }

    [TestMethod]
    public void BatchMean_does_not_depend_on_the_number_of_like_rows() => Cases.Sample(
        c =>
        {
            var a = Numbers.Array(new Random(c.Seed), c.Rows * c.Units);
            AssertClose(
                new ActivityBatch(a, c.Units).Penalty(Regularizer(ActivityReduction.BatchMean)),
                new ActivityBatch([.. a, .. a], c.Units).Penalty(Regularizer(ActivityReduction.BatchMean)));
        },
        threads: 1);

    [TestMethod]
    public void BatchSum_doubles_with_the_batch() => Cases.Sample(
        c =>
        {
            var a = Numbers.Array(new Random(c.Seed), c.Rows * c.Units);
            AssertClose(
                2 * new ActivityBatch(a, c.Units).Penalty(Regularizer(ActivityReduction.BatchSum)),
                new ActivityBatch([.. a, .. a], c.Units).Penalty(Regularizer(ActivityReduction.BatchSum)));
        },
        threads: 1);

    [TestMethod]
    public void ElementMean_does_not_depend_on_batch_or_width() => Cases.Sample(
        c =>
        {
            var a = Numbers.Array(new Random(c.Seed), c.Rows * c.Units);
            float[] wide = [.. a.Chunk(c.Units).SelectMany(row => row.Concat(row))];
            var regularizer = Regularizer(ActivityReduction.ElementMean);
            var expected = new ActivityBatch(a, c.Units).Penalty(regularizer);
            AssertClose(expected, new ActivityBatch([.. a, .. a], c.Units).Penalty(regularizer));
            AssertClose(expected, new ActivityBatch(wide, 2 * c.Units).Penalty(regularizer));
        },
        threads: 1);

    [TestMethod]
    public void The_three_differ_by_rows_and_units() => Cases.Sample(
        c =>
        {
            var a = Numbers.Array(new Random(c.Seed), c.Rows * c.Units);
            var sum = new ActivityBatch(a, c.Units).Penalty(Regularizer(ActivityReduction.BatchSum));
            AssertClose(a.Sum(v => 0.2 * Math.Abs((double)v) + 0.3 * v * v), sum);
            AssertClose(sum / c.Rows, new ActivityBatch(a, c.Units).Penalty(Regularizer(ActivityReduction.BatchMean)));
            AssertClose(sum / c.Rows / c.Units, new ActivityBatch(a, c.Units).Penalty(Regularizer(ActivityReduction.ElementMean)));
        },
        threads: 1);

    /// <summary>Of rows that count by their weight.</summary>
    [TestMethod]
    public void The_gradient_is_divided_as_the_penalty_is() => Cases.Sample(
        c =>
        {
            var random = new Random(c.Seed);
            var a = Numbers.Array(random, c.Rows * c.Units);
            float[] weights = [.. Enumerable.Range(0, c.Rows).Select(_ => 0.5f + random.NextSingle())];
            var total = weights.Sum(weight => (double)weight);
            foreach (var (reduction, divisor) in new[]
            {
                (ActivityReduction.BatchSum, 1), (ActivityReduction.BatchMean, total), (ActivityReduction.ElementMean, total * c.Units),
            })
            {
                var gradient = new ActivityBatch(a, c.Units, weights).Gradient(Regularizer(reduction));
                for (var i = 0; i < a.Length; i++)
                {
                    var slope = weights[i / c.Units] * (0.2 * Math.Sign(a[i]) + 0.6 * a[i]) / divisor;
                    Assert.AreEqual(slope, gradient[i], 1e-5 * Math.Abs(slope) + 1e-9, $"{reduction}, value {i}");
                }
            }
        },
        threads: 1);

    [TestMethod]
    public void An_undefined_reduction_is_an_error() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ActivityRegularizer.L1(1, (ActivityReduction)3));

    private static ActivityRegularizer Regularizer(ActivityReduction reduction) => ActivityRegularizer.L1L2(0.2f, 0.3f, reduction);

    private static void AssertClose(double expected, double actual) => Assert.AreEqual(expected, actual, 1e-6 * Math.Abs(expected));
}
