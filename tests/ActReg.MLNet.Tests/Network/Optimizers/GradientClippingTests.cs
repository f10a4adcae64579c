using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public class GradientClippingTests
{
    private const double Tolerance = 1e-5;

    private static readonly Gen<(TrainingEngine Engine, float Limit, float Scale, int Seed)> Cases = Gen.Select(
        Gen.OneOf(TrainingEngine.Fused, TrainingEngine.Torch), Gen.Float[0.01f, 2], Gen.OneOf(Gen.Float[0, 2], Gen.Const(1e20f)),
        Gen.Int);

    [TestMethod]
    public void By_value_cuts_off_each_derivative() => Cases.Sample(
        c =>
        {
            var (before, after) = Clip(GradientClipping.ByValue(c.Limit), c);
            foreach (var (value, clipped) in Flat(before).Zip(Flat(after)))
                Assert.AreEqual(Math.Clamp(value, -c.Limit, c.Limit), clipped);
        },
        threads: 1);

    [TestMethod]
    public void By_norm_shortens_each_array_that_is_too_long() => Cases.Sample(
        c =>
        {
            var (before, after) = Clip(GradientClipping.ByNorm(c.Limit), c);
            foreach (var (array, clipped) in before.Zip(after))
                AssertShortened(array.Values, clipped.Values, c.Limit);
        },
        threads: 1);

    [TestMethod]
    public void By_global_norm_shortens_all_arrays_together() => Cases.Sample(
        c =>
        {
            var (before, after) = Clip(GradientClipping.ByGlobalNorm(c.Limit), c);
            AssertShortened(Flat(before), Flat(after), c.Limit);
        },
        threads: 1);

    /// <summary>
    /// At most as long as the limit, in the same direction; one that is not longer stays as it is, bit for bit.
    /// </summary>
    private static void AssertShortened(float[] before, float[] after, double limit)
    {
        var norm = Norm(before);
        // Within rounding of the limit either is right.
        if (Math.Abs(norm - limit) < Tolerance * limit)
            return;
        if (norm < limit)
        {
            CollectionAssert.AreEqual(before, after);
            return;
        }

        Assert.AreEqual(limit, Norm(after), Tolerance * limit);
        for (var i = 0; i < before.Length; i++)
            Assert.AreEqual(before[i] / norm * limit, after[i], Tolerance * limit);
    }

    /// <summary>
    /// A random gradient before and after: gradient descent at rate 1 moves weights from 0 to what is left of its negative.
    /// </summary>
    private static (IReadOnlyList<WeightTensor> Before, IReadOnlyList<WeightTensor> After) Clip(
        GradientClipping clipping, (TrainingEngine Engine, float Limit, float Scale, int Seed) c)
    {
        var gradient = UpdatedWeights.Draw(new Random(c.Seed), c.Scale);
        using var weights = UpdatedWeights.Start(c.Engine, Optimizer.Sgd(), clipping);
        weights.Step(1, gradient);
        var after = weights.Current.Select(array => array with { Values = [.. array.Values.Select(value => -value)] });
        return (gradient, [.. after]);
    }

    private static float[] Flat(IEnumerable<WeightTensor> arrays) => [.. arrays.SelectMany(array => array.Values)];

    private static double Norm(float[] vector) => Math.Sqrt(vector.Sum(value => (double)value * value));
}
