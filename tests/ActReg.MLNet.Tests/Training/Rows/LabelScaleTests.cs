using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public class LabelScaleTests
{
    [TestMethod]
    public void Is_the_weighted_mean_and_deviation()
    {
        // Weight 2 is the row twice: 6, 6, 1, 1, 1, 3 have mean 3 and mean squared difference (9 + 9 + 4 + 4 + 4 + 0) / 6.
        var scale = Of(new TrainingSet(1, [0, 0, 0], [6, 1, 3], [2, 3, 1]));
        Assert.AreEqual(3f, scale.Mean, 1e-6f);
        Assert.AreEqual(MathF.Sqrt(5), scale.Deviation, 1e-6f);
    }

    /// <summary>Any weights in any order; of the labels far from zero, sums of squares would keep three digits.</summary>
    [TestMethod]
    public void Is_what_two_passes_find() => Gen.Select(
        Gen.OneOf(Gen.Float[-10, 10], Gen.Const(-8e6f), Gen.Const(8e6f)), Gen.Int[1, 60], Gen.Int).Sample(
            (center, rows, seed) =>
            {
                var random = new Random(seed);
                float[] labels = [.. Numbers.Array(random, rows, 5).Select(value => center + value)];
                float[] weights = [.. Numbers.Array(random, rows, 2).Select(power => MathF.Pow(10, power))];
                var total = weights.Sum(weight => (double)weight);
                var mean = labels.Zip(weights, (label, weight) => (double)label * weight).Sum() / total;
                var squares = labels.Zip(weights, (label, weight) => weight * (label - mean) * (label - mean)).Sum();

                var statistics = LabelStatistics.Of(new TrainingSet(1, new float[rows], labels, weights)).Targets[0];
                // Both are rounded: in 20,000 cases they differed by an eighth of this at most.
                var tolerance = 1e-14 * (10 + Math.Abs(center));
                Assert.AreEqual(mean, statistics.Mean, tolerance);
                Assert.AreEqual(Math.Sqrt(squares / total), statistics.Deviation, tolerance);
            },
            threads: 1);

    [TestMethod]
    public void Keeps_its_digits_far_from_zero()
    {
        var scale = Of(new TrainingSet(1, [0, 0], [1e6f - 1, 1e6f + 1], null));
        Assert.AreEqual(1e6f, scale.Mean);
        Assert.AreEqual(1f, scale.Deviation);
    }

    [TestMethod]
    public void Leaves_labels_that_are_all_the_same_at_zero()
    {
        var set = new TrainingSet(1, [0, 0], [7, 7], null);
        var scale = Of(set);
        Assert.AreEqual(new LabelScale(7, 1), scale);
        TinyTraining.AreEqual([0f, 0f], set.Targets.ToArray().Select(scale.Standardize));
        Assert.AreEqual(7f, scale.Undo(0));
    }

    [TestMethod]
    public void Undoes_what_it_does()
    {
        var labels = Numbers.Array(new Random(1), 50, 100);
        var set = new TrainingSet(1, new float[50], labels, null);
        var scale = Of(set);
        float[] standardized = [.. labels.Select(scale.Standardize)];
        Assert.AreEqual(0, standardized.Average(), 1e-5);
        Assert.AreEqual(1, standardized.Average(value => value * value), 1e-5);
        for (var i = 0; i < labels.Length; i++)
            Assert.AreEqual(labels[i], scale.Undo(standardized[i]), 1e-4f);
    }

    /// <summary>Weight 2 is the row twice: 1, 2, 2, 3, 4, 5, 6, 7 have quartiles 2, 3 and 5.</summary>
    [TestMethod]
    public void Robust_is_the_weighted_median_and_interquartile_range_whatever_lies_outside()
    {
        foreach (var largest in new[] { 7, 1e30f })
        {
            var set = new TrainingSet(1, new float[7], [5, largest, 1, 2, 4, 6, 3], [1, 1, 1, 2, 1, 1, 1]);
            var scale = LabelScale.RobustOf(LabelStatistics.Of(set).Targets[0]);
            Assert.AreEqual(3f, scale.Mean);
            // The standard normal distribution's quartiles are -0.67449 and 0.67449.
            Assert.AreEqual(3 / (2 * 0.67449), scale.Deviation, 1e-5);
        }
    }

    [TestMethod]
    public void Robust_takes_a_wider_range_where_half_of_the_labels_are_the_same_and_at_last_the_deviation()
    {
        // Of 20, the second largest and the smallest.
        float[] labels = [.. Enumerable.Range(0, 20).Select(i => i < 16 ? 0f : i < 19 ? 4f : 1e6f)];
        var scale = LabelScale.RobustOf(LabelStatistics.Of(new TrainingSet(1, new float[20], labels, null)).Targets[0]);
        Assert.AreEqual(0f, scale.Mean);
        Assert.AreEqual(4 / (2 * 1.64485), scale.Deviation, 1e-5);

        labels = [.. Enumerable.Range(0, 50).Select(i => i == 0 ? 50f : 0f)];
        Assert.AreEqual(new LabelScale(0, 7), LabelScale.RobustOf(LabelStatistics.Of(new TrainingSet(1, new float[50], labels, null)).Targets[0]));
        Assert.AreEqual(new LabelScale(7, 1), LabelScale.RobustOf(LabelStatistics.Of(new TrainingSet(1, [0, 0], [7, 7], null)).Targets[0]));
    }

    [TestMethod]
    public void Robust_is_finite_for_the_largest_labels()
    {
        var set = new TrainingSet(1, new float[4], [-3.4e38f, -3.4e38f, 3.4e38f, 3.4e38f], null);
        Assert.IsTrue(float.IsFinite(LabelScale.RobustOf(LabelStatistics.Of(set).Targets[0]).Deviation));
    }

    private static LabelScale Of(TrainingSet set) => LabelScale.Of(LabelStatistics.Of(set).Targets[0]);
}
