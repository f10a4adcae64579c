namespace ActReg.MLNet.Tests;

/// <summary><see cref="ActivityRegularizer.Temporal"/> in managed code; masks and the Torch engine's have tests of their own.</summary>
[TestClass]
public sealed class TemporalRegularizerTests
{
    private const int Timesteps = 3;

    /// <summary>Of timesteps narrower than a vector, as wide as one, and wider.</summary>
    [TestMethod]
    [DataRow(1, ActivityReduction.BatchMean)]
    [DataRow(3, ActivityReduction.BatchSum)]
    [DataRow(8, ActivityReduction.ElementMean)]
    [DataRow(21, ActivityReduction.ElementMean)]
    public void Value_and_gradient_are_the_formulas(int units, ActivityReduction reduction)
    {
        const int Rows = 4;
        var random = new Random(units);
        var values = Numbers.Array(random, Rows * Timesteps * units, 2);
        float[] weights = [1, 0.5f, 2, 0.25f];
        var regularizer = ActivityRegularizer.Temporal(0.3f, 0.7f, reduction);
        var batch = new ActivityBatch(values, LayerShape.Sequence(Timesteps, units), weights);
        Assert.AreEqual(Expected(values), batch.Penalty(regularizer), 1e-5 * Expected(values));

        var gradient = batch.Gradient(regularizer, strength: 3, before: 0.125f);
        for (var i = 0; i < values.Length; i++)
        {
            const double Step = 1e-3;
            double[] above = ToDoubles(values), below = ToDoubles(values);
            above[i] += Step;
            below[i] -= Step;
            Assert.AreEqual(0.125 + 3 * (Sum(above) - Sum(below)) / (2 * Step), gradient[i], 1e-5, $"value {i}");
        }

        double Expected(float[] of) => Sum(ToDoubles(of));

        double Sum(double[] of)
        {
            double squares = 0, differences = 0;
            for (var i = 0; i < of.Length; i++)
            {
                var weight = weights[i / (Timesteps * units)];
                squares += weight * of[i] * of[i];
                differences += i % (Timesteps * units) < units ? 0 : weight * Math.Pow(of[i] - of[i - units], 2);
            }

            var rows = weights.Sum();
            return reduction switch
            {
                ActivityReduction.BatchSum => 0.3f * squares + 0.7f * differences,
                ActivityReduction.BatchMean => (0.3f * squares + 0.7f * differences) / rows,
                _ => 0.3f * squares / (rows * Timesteps * units) + 0.7f * differences / (rows * (Timesteps - 1) * units),
            };
        }
    }

    [TestMethod]
    public void It_wants_two_timesteps()
    {
        var regularizer = ActivityRegularizer.Temporal();
        Assert.IsNull(regularizer.Misfit(LayerShape.Sequence(2, 1)));
        foreach (var shape in new[] { LayerShape.Sequence(1, 5), LayerShape.Flat(5), LayerShape.Image(2, 2, 2) })
        {
            Assert.AreEqual(
                "must put out a sequence of at least 2 timesteps for its temporal activity regularizer", regularizer.Misfit(shape));
            Assert.IsNull(ActivityRegularizer.L1().Misfit(shape));
        }
    }

    [TestMethod]
    public void Its_strengths_are_checked()
    {
        AssertRefused("activation must be finite and at least 0; received -1.", () => ActivityRegularizer.Temporal(-1));
        AssertRefused("temporal must be finite and at least 0; received NaN.", () => ActivityRegularizer.Temporal(1, float.NaN));
        AssertRefused("reduction must be one of BatchMean, ", () => ActivityRegularizer.Temporal(1, 1, (ActivityReduction)3));
    }

    private static void AssertRefused(string message, Func<object> make) =>
        Assert.StartsWith(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(make).Message);

    private static double[] ToDoubles(float[] values) => Array.ConvertAll(values, value => (double)value);
}
