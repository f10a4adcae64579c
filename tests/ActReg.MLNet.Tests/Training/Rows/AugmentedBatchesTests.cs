using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class AugmentedBatchesTests
{
    [TestMethod]
    [DoNotParallelize]
    [DataRow(true)]
    [DataRow(false)]
    public void A_batch_allocates_nothing(bool weighted)
    {
        var rows = new MemoryRows(TrainingSets.Create(new Random(1), 40, 3, weighted));
        using var batches = new AugmentedBatches(
            rows.OpenBatches(new(BatchSize: 8, Epochs: 100, ShuffleSeed: 1), () => { }), 8, (features, random) => features[0] += random.NextSingle(), 1, default);
        batches.StartEpoch(0);
        var left = 0;
        Assert.AreEqual(0, Allocations.Of(10, () =>
        {
            if (left-- == 0)
            {
                batches.StartEpoch(0);
                left = 4;
            }

            _ = batches.Next();
        }));
    }

    /// <summary>Weights, all targets and the size of the last batch are those of the rows, and each batch is a set of its own to an engine.</summary>
    [TestMethod]
    public void All_but_the_features_is_as_it_was()
    {
        var set = TrainingSets.WithTargets(new Random(1), 11, 3, targets: 2, weighted: true);
        var features = set.Features.ToArray();
        var order = new BatchOrder(BatchSize: 4, Epochs: 2, ShuffleSeed: 7);
        using var plain = new MemoryRows(set).OpenBatches(order, () => { });
        using var augmented = new AugmentedBatches(
            new MemoryRows(set).OpenBatches(order, () => { }), 4, (row, _) => row.Reverse(), 1, default);
        TrainingSet? before = null;
        for (var epoch = 0; epoch < 2; epoch++)
        {
            plain.StartEpoch(epoch);
            augmented.StartEpoch(epoch);
            for (var i = 0; i < 3; i++)
            {
                var expected = plain.Next();
                var actual = augmented.Next();
                Assert.AreNotSame(before, actual.Set);
                before = actual.Set;
                Assert.AreEqual((i < 2 ? 4 : 3, expected.BatchWeight), (actual.Rows.Length, actual.BatchWeight));
                for (var row = 0; row < actual.Rows.Length; row++)
                {
                    TinyTraining.AreEqual(expected.Set.Row(expected.Rows[row]).ToArray().Reverse(), actual.Set.Row(actual.Rows[row]).ToArray());
                    TinyTraining.AreEqual(expected.Set.Target(expected.Rows[row]).ToArray(), actual.Set.Target(actual.Rows[row]).ToArray());
                    Assert.AreEqual(expected.Set.Weight(expected.Rows[row]), actual.Set.Weight(actual.Rows[row]));
                }
            }
        }

        TinyTraining.AreEqual(features, set.Features.ToArray());
    }
}
