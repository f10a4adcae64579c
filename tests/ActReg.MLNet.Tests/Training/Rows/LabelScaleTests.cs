namespace ActReg.MLNet.Tests;

[TestClass]
public class LabelScaleTests
{
    [TestMethod]
    public void Is_the_weighted_mean_and_deviation()
    {
        // Weight 2 is the row twice: 1, 1, 4, 6 have mean 3 and mean squared difference (4 + 4 + 1 + 9) / 4.
        var scale = Of(new TrainingSet(1, [0, 0, 0], [1, 4, 6], [2, 1, 1]));
        Assert.AreEqual(3f, scale.Mean, 1e-6f);
        Assert.AreEqual(MathF.Sqrt(4.5f), scale.Deviation, 1e-6f);
    }

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
        TinyTraining.AreEqual([0f, 0f], set.Targets.Select(scale.Standardize));
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

    private static LabelScale Of(TrainingSet set) => LabelScale.Of(LabelStatistics.Of(set));
}
