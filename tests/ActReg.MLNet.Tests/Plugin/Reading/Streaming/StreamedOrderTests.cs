using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>The order in which a network gets to see streamed rows.</summary>
[TestClass]
public sealed class StreamedOrderTests
{
    private const int Rows = 50;
    private const int BufferRows = 9;

    [TestMethod]
    public void Every_epoch_has_every_row_once_in_another_order()
    {
        var epochs = Epochs(StreamedTraining.SeenRows(Rows), 8);
        Assert.HasCount(3, epochs);
        foreach (var epoch in epochs)
            CollectionAssert.AreEquivalent(Enumerable.Range(0, Rows).ToArray(), epoch);
        Assert.HasCount(3, epochs.Select(epoch => string.Join(' ', epoch)).Distinct().ToArray());
    }

    [TestMethod]
    public void The_order_repeats_with_the_seed_and_only_with_it()
    {
        Assert.AreEqual(Orders(1), Orders(1));
        Assert.AreNotEqual(Orders(1), Orders(2));

        static string Orders(int seed) =>
            string.Join(' ', StreamedTraining.SeenRows(Rows, options => options.Seed = seed).SelectMany(batch => batch));
    }

    [TestMethod]
    public void Without_shuffling_rows_come_as_they_are()
    {
        // The view could shuffle.
        foreach (var epoch in Epochs(StreamedTraining.SeenRows(Rows, options => options.Shuffle = false, canShuffle: true), 8))
            TinyTraining.AreEqual(Enumerable.Range(0, Rows), epoch);
    }

    /// <summary>No row leaves the buffer before it has come in, and some do as soon as they have.</summary>
    [TestMethod]
    public void A_row_comes_early_by_less_than_the_buffer()
    {
        var epochs = Epochs(StreamedTraining.SeenRows(Rows, options => options.Epochs = 40), 8);
        Assert.AreEqual(BufferRows - 1, epochs.Max(epoch => epoch.Select((row, place) => row - place).Max()));
    }

    /// <summary>
    /// Pearson's statistic of 2,400 orders of 4 rows, 23 degrees of freedom: above 65 by chance once in 150,000; the seed is
    /// fixed.
    /// </summary>
    [TestMethod]
    public void In_a_buffer_for_all_rows_every_order_is_equally_likely()
    {
        const int Epochs = 2400;
        var seen = StreamedTraining.SeenRows(4, options => options.Epochs = Epochs);
        var counts = seen.GroupBy(batch => string.Concat(batch)).Select(group => (double)group.Count()).ToArray();
        Assert.HasCount(24, counts);
        Assert.IsLessThan(65, counts.Sum(count => (count - Epochs / 24) * (count - Epochs / 24) / (Epochs / 24)));
    }

    /// <summary>As of a file that is sorted by its label.</summary>
    [TestMethod]
    public void A_view_that_can_shuffle_does_so_too()
    {
        var epochs = Epochs(StreamedTraining.SeenRows(Rows, canShuffle: true), 8);
        foreach (var epoch in epochs)
            CollectionAssert.AreEquivalent(Enumerable.Range(0, Rows).ToArray(), epoch);
        Assert.HasCount(3, epochs.Select(epoch => string.Join(' ', epoch)).Distinct().ToArray());
        Assert.IsGreaterThan(2 * BufferRows, epochs[0].Select((row, place) => row - place).Max());
    }

    [TestMethod]
    public void Validation_rows_come_in_order()
    {
        var validation = StreamedTraining.Numbered(new MLContext(), 20, first: 1000);
        var seen = StreamedTraining.SeenRows(Rows, validation: validation).Where(batch => batch[0] >= 1000);
        TinyTraining.AreEqual(
            Enumerable.Repeat(Enumerable.Range(1000, 20), 3).SelectMany(rows => rows), seen.SelectMany(batch => batch));
    }

    private static int[][] Epochs(List<int[]> batches, int batchesPerEpoch) =>
        [.. batches.Chunk(batchesPerEpoch).Select(epoch => epoch.SelectMany(batch => batch).ToArray())];
}
