using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Setting rows of a streamed set aside.</summary>
[TestClass]
public sealed class StreamedValidationTests
{
    private const int Rows = 50;
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>Of a view that shuffles itself, so that places say nothing; kept in memory, and not.</summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(null)]
    public void The_same_rows_are_set_aside_in_every_epoch(bool? cacheInMemory)
    {
        var seen = StreamedTraining.SeenRows(
            Rows,
            options =>
            {
                options.ValidationFraction = 0.3f;
                options.BatchSize = Rows;
                options.CacheInMemory = cacheInMemory;
                options.StreamingSizes = options.StreamingSizes with { CacheBytes = 4 * (Rows - 1) };
            },
            canShuffle: true);
        Assert.HasCount(6, seen);
        var setAside = seen[1];
        TinyTraining.AreEqual(setAside.Order(), setAside);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            CollectionAssert.AreEquivalent(Enumerable.Range(0, Rows).Except(setAside).ToArray(), seen[2 * epoch]);
            TinyTraining.AreEqual(setAside, seen[2 * epoch + 1]);
        }
    }

    /// <summary>A part that is small enough is read into memory, in one pass more, and not in every epoch again.</summary>
    [TestMethod]
    [DataRow(false, 7)]
    [DataRow(null, 5)]
    public void What_is_set_aside_is_kept_in_memory_if_it_may(bool? cacheInMemory, int passes)
    {
        var view = new TrackedView(StreamedTraining.Data(_mlContext, Rows));
        var options = StreamedTraining.Options(cacheInMemory);
        options.ValidationFraction = 0.3f;
        options.StreamingSizes = options.StreamingSizes with { CacheBytes = 8 * (Rows - 1) };
        TinyTraining.Trainer(_mlContext, options).Fit(view);
        Assert.AreEqual(passes, view.Passes);
        view.AssertIsLeft();
    }

    [TestMethod]
    public void Statistics_of_labels_are_those_of_the_rows_that_train()
    {
        var set = TrainingSets.Create(new Random(1), Rows, 2) with { Targets = new(1, Numbers.Array(new Random(2), Rows, 5)) };
        var options = StreamedTraining.Options();
        options.ValidationFraction = 0.3f;
        var model = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(Data.Regression(_mlContext, set)).Model;
        var draw = new ValidationDraw(0.3f, options.Seed!.Value);
        int[] train = [.. set.AllRows().Where(row => !draw.SetsAside(new DataViewRowId((ulong)row, 0)))];
        Assert.AreEqual((LabelScales)LabelScale.Of(LabelStatistics.Of(set.Take(train)).Targets[0]), ((IHasTrainedNetworks)model).Networks[0].Network.LabelScales);
    }

    [TestMethod]
    public void One_part_without_a_row_is_refused()
    {
        var options = StreamedTraining.Options();
        options.ValidationFraction = 1e-6f;
        Assert.AreEqual(
            "validationFraction sets 0 of the 50 usable rows of the training set aside; "
            + "there must be one to validate on and one to train on.",
            Assert.ThrowsExactly<InvalidOperationException>(
                () => TinyTraining.Trainer(_mlContext, options).Fit(StreamedTraining.Data(_mlContext, Rows))).Message);
    }

    /// <summary>
    /// Of 100,000 rows the share is within 5 standard deviations, which chance alone leaves once in 1.7 million.
    /// </summary>
    [TestMethod]
    [DataRow(0.01f)]
    [DataRow(0.5f)]
    [DataRow(0.97f)]
    public void The_share_is_met_as_by_chance(float fraction)
    {
        const int Count = 100_000;
        int[] Drawn(int seed)
        {
            var draw = new ValidationDraw(fraction, seed);
            return [.. Enumerable.Range(0, Count).Where(row => draw.SetsAside(new DataViewRowId((ulong)row, 0)))];
        }

        var first = Drawn(1);
        var deviation = Math.Sqrt(Count * fraction * (1 - fraction));
        Assert.AreEqual(Count * (double)fraction, first.Length, 5 * deviation);
        TinyTraining.AreEqual(first, Drawn(1));
        // Of independent draws, this many are in both.
        var inBoth = Count * (double)fraction * fraction;
        Assert.AreEqual(inBoth, first.Intersect(Drawn(2)).Count(), 5 * Math.Sqrt(inBoth));
    }

    [TestMethod]
    public void Both_halves_of_an_id_count()
    {
        var draw = new ValidationDraw(0.5f, 1);
        bool[] drawn = [.. Enumerable.Range(0, 64).Select(high => draw.SetsAside(new DataViewRowId(0, (ulong)high)))];
        Assert.HasCount(2, drawn.Distinct().ToArray());
    }
}
