namespace ActReg.MLNet.Tests;

[TestClass]
public class MemoryRowsTests
{
    [TestMethod]
    public void All_targets_are_standardized_and_the_callers_arrays_are_not_touched()
    {
        float[] features = [1, 2, 3, 4], targets = [1, 3, 5, 7, 9, 11], weights = [1, 2];
        var set = new TrainingSet(2, features, 3, targets, weights);
        var adjusted = Adjust(set, new(new LabelScale(3, 2), null));
        TinyTraining.AreEqual([-1f, 0, 1, 2, 3, 4], adjusted.Targets.ToArray());
        TinyTraining.AreEqual([1f, 3, 5, 7, 9, 11], targets);
        Assert.AreEqual((2, 3), (adjusted.RowCount, adjusted.TargetCount));
        Assert.AreSame(set.Features, adjusted.Features);
        Assert.AreSame(set.Weights, adjusted.Weights);
    }

    [TestMethod]
    public void Targets_that_are_the_features_are_standardized_in_a_copy()
    {
        float[] features = [1, 3, 5, 7];
        var set = TrainingSet.OfFeatures(new(2, features));
        var adjusted = Adjust(set, new(new LabelScale(3, 2), null));
        TinyTraining.AreEqual([-1f, 0, 1, 2], adjusted.Targets.ToArray());
        TinyTraining.AreEqual([1f, 3, 5, 7], features);
        Assert.AreSame(set.Features, adjusted.Features);
    }

    [TestMethod]
    public void Weights_by_class_leave_the_callers_and_share_the_targets()
    {
        float[] targets = [0, 1, 1], weights = [1, 2, 3];
        var set = new TrainingSet(1, [5, 6, 7], targets, weights);
        var adjusted = Adjust(set, new(null, [10, 100]));
        TinyTraining.AreEqual([10f, 200, 300], adjusted.Weights!.ToArray());
        TinyTraining.AreEqual([1f, 2, 3], weights);
        Assert.AreSame(set.Targets, adjusted.Targets);
    }

    [TestMethod]
    public void Without_an_adjustment_nothing_is_copied()
    {
        var rows = new MemoryRows(TrainingSet.OfFeatures(new(2, [1, 2, 3, 4])));
        Assert.AreSame(rows, rows.Adjust(RowAdjustment.None));
        Assert.AreSame(rows.Set.Features, rows.Set.Targets);
        Assert.AreEqual((2, 0, 2L), (rows.FeatureCount, rows.LabelCount, rows.RowCount));
    }

    /// <summary>Others are not looked at, and stay as they are.</summary>
    [TestMethod]
    public void Rows_may_stand_among_others()
    {
        var set = new TrainingSet(1, [5, 6, 7, 8], [1, 0, 2, 1], [1, 2, 3, 4]);
        var rows = new MemoryRows(set, [1, 3]);
        Assert.AreEqual(2, rows.RowCount);
        Assert.AreEqual(((6f, 8f), 6 / 2.0), (rows.SummarizeFeatures()[0], rows.SummarizeLabels(3).MeanWeight(null)));
        var read = new List<(float, float)>();
        rows.ReadOnce((features, weight) => read.Add((features[0], weight)), () => { });
        TinyTraining.AreEqual([(6f, 2f), (8f, 4f)], read);
        Assert.AreEqual(new MemoryRows(set.Take([1, 3])).Fingerprint, rows.Fingerprint);
        var adjusted = (MemoryRows)rows.Adjust(new(new LabelScale(1, 2), [10, 100, 1000]) { FeatureScale = new(new([6]), 2) });
        TinyTraining.AreEqual([1f, -0.5f, 2, 0], adjusted.Set.Targets.ToArray());
        TinyTraining.AreEqual([0f, 20, 0, 400], adjusted.Set.Weights!.ToArray());
        TinyTraining.AreEqual([5f, 0, 7, 1], adjusted.Set.Features.ToArray());
        using var batches = adjusted.OpenBatches(new(BatchSize: 2, Epochs: 1, ShuffleSeed: null), () => { });
        batches.StartEpoch(0);
        TinyTraining.AreEqual([1, 3], batches.Next().Rows.ToArray());
    }

    /// <summary>Row r has features r and r + 0.5, and targets 10 r, 10 r + 1 and 10 r + 2.</summary>
    [TestMethod]
    public void Batches_have_targets_beside_their_features()
    {
        const int Rows = 23;
        var set = new TrainingSet(
            2, [.. Enumerable.Range(0, Rows).SelectMany(row => new[] { row, row + 0.5f })], 3,
            [.. Enumerable.Range(0, Rows).SelectMany(row => new[] { 10f * row, 10 * row + 1, 10 * row + 2 })], null);
        using var batches = new MemoryRows(set).OpenBatches(new(BatchSize: 5, Epochs: 2, ShuffleSeed: 1), () => { });
        for (var epoch = 0; epoch < 2; epoch++)
        {
            batches.StartEpoch(epoch);
            var seen = new List<int>();
            while (seen.Count < Rows)
            {
                var batch = batches.Next();
                Assert.AreEqual(batch.Rows.Length, batch.BatchWeight);
                foreach (var index in batch.Rows)
                {
                    var row = (int)batch.Set.Row(index)[0];
                    seen.Add(row);
                    TinyTraining.AreEqual([10f * row, 10 * row + 1, 10 * row + 2], batch.Set.Target(index).ToArray());
                }
            }

            CollectionAssert.AreEquivalent(set.AllRows(), seen);
            CollectionAssert.AreNotEqual(set.AllRows(), seen);
        }
    }

    /// <summary>A training that is gone on with has its targets, too.</summary>
    [TestMethod]
    public void Other_targets_are_other_rows()
    {
        var set = TrainingSets.WithTargets(new Random(1), 4, 2, targets: 3);
        var other = set with { Targets = new(3, [.. set.Targets.ToArray().AsEnumerable().Reverse()]) };
        Assert.AreEqual(new MemoryRows(set).Fingerprint, new MemoryRows(set with { }).Fingerprint);
        Assert.AreNotEqual(new MemoryRows(set).Fingerprint, new MemoryRows(other).Fingerprint);
    }

    private static TrainingSet Adjust(TrainingSet set, RowAdjustment adjustment) =>
        ((MemoryRows)new MemoryRows(set).Adjust(adjustment)).Set;
}
