using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public class ClassWeightsTests
{
    /// <summary>scikit-learn's compute_class_weight("balanced") for 6 rows of class 0 and 2 of class 2: 8 / (2 * 6) and 8 / (2 * 2).</summary>
    [TestMethod]
    public void Balanced_is_scikit_learns()
    {
        var set = new TrainingSet(1, new float[8], [0, 0, 0, 2, 0, 0, 2, 0], null);
        TinyTraining.AreEqual([8 / 12f, 1f, 2f], ClassWeights.Balanced.For(LabelStatistics.Of(set, 3).ClassWeights));
    }

    [TestMethod]
    public void Balanced_classes_weigh_the_same_and_all_what_they_did() => Gen.Select(Gen.Int[1, 60], Gen.Int[1, 5], Gen.Bool, Gen.Int).Sample(
        (rows, classes, weighted, seed) =>
        {
            var random = new Random(seed);
            var set = TrainingSets.Create(random, rows, 1, weighted);
            set = set with { Targets = new(1, [.. set.AllRows().Select(_ => (float)random.Next(classes))]) };
            var balanced = Weigh(set, ClassWeights.Balanced, classes);
            var total = set.WeightOf(set.AllRows());
            var labels = set.Targets.ToArray();
            var present = labels.Distinct().Count();
            foreach (var label in labels.Distinct())
            {
                var sum = Enumerable.Range(0, rows).Where(row => labels[row] == label).Sum(row => (double)balanced.Weight(row));
                Assert.AreEqual(total / present, sum, 1e-5 * total);
            }
        },
        threads: 1);

    [TestMethod]
    public void Given_ones_multiply_the_rows_own()
    {
        var set = new TrainingSet(1, new float[3], [1, 0, 1], [1, 2, 0.5f]);
        TinyTraining.AreEqual([3f, 8f, 1.5f], Weigh(set, ClassWeights.Of(4, 3), 2).Weights!.ToArray());
        TinyTraining.AreEqual([3f, 4f, 3f], Weigh(set with { Weights = null }, ClassWeights.Of(4, 3), 2).Weights!.ToArray());
    }

    [TestMethod]
    public void Wrong_ones_are_refused()
    {
        Assert.StartsWith(
            "weights[1] must be finite and at least 0; received -1.",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ClassWeights.Of(1, -1)).Message);
        Assert.StartsWith(
            "weights[0] must be finite and at least 0; received NaN.",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ClassWeights.Of(float.NaN, 1)).Message);
        Assert.StartsWith(
            "weights must have one above 0; received [0, 0].", Assert.ThrowsExactly<ArgumentException>(() => ClassWeights.Of(0, 0)).Message);
        Assert.ThrowsExactly<ArgumentNullException>(() => ClassWeights.Of(null!));
    }

    [TestMethod]
    public void A_training_set_of_nothing_but_weight_0_is_refused()
    {
        var set = new TrainingSet(1, new float[2], [1, 1], null);
        Assert.AreEqual(
            "classWeights leave no row of the training set with a weight above 0: its rows are all of classes of weight 0.",
            Assert.ThrowsExactly<InvalidOperationException>(() => Weigh(set, ClassWeights.Of(1, 0), 2)).Message);
    }

    [TestMethod]
    public void Same_ones_are_equal()
    {
        Assert.AreEqual(ClassWeights.Of(1, 2), ClassWeights.Of([1, 2]));
        Assert.AreNotEqual(ClassWeights.Of(1, 2), ClassWeights.Of(2, 1));
    }

    private static TrainingSet Weigh(TrainingSet set, ClassWeights weights, int classCount) =>
        ((MemoryRows)new MemoryRows(set).Adjust(
            new RowAdjustment(null, weights.For(LabelStatistics.Of(set, classCount).ClassWeights)))).Set;
}
