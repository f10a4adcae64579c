using ActReg.MLNet.Tests.Testing;
using CsCheck;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Setting the last rows aside.</summary>
[TestClass]
public sealed class ValidationRowsTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>In memory, streamed, and streamed from a view that could shuffle itself; training rows are shuffled all the same.</summary>
    [TestMethod]
    public void The_last_rows_validate() => Gen.Select(Gen.Int[2, 40], Gen.Int[1, 99]).Where((rows, percent) => percent * rows % 100 != 50).Sample(
        (rows, percent) =>
        {
            var count = Math.Clamp((int)Math.Round(percent * rows / 100m), 1, rows - 1);
            foreach (var (cacheInMemory, canShuffle) in new[] { (true, false), (false, false), (false, true) })
            {
                var seen = StreamedTraining.SeenRows(
                    rows,
                    options =>
                    {
                        options.ValidationFraction = percent / 100f;
                        options.ValidationRows = ValidationRows.Last;
                        options.BatchSize = rows;
                        options.CacheInMemory = cacheInMemory;
                        options.Epochs = 2;
                    },
                    canShuffle);
                Assert.HasCount(4, seen);
                TinyTraining.AreEqual(Enumerable.Range(0, rows - count), seen[0].Order());
                TinyTraining.AreEqual(seen[0].Order(), seen[2].Order());
                TinyTraining.AreEqual(Enumerable.Range(rows - count, count), seen[1]);
                TinyTraining.AreEqual(seen[1], seen[3]);
            }
        },
        seed: "0000KOIXDVWj", iter: 12, threads: 1);

    /// <summary>Skipped rows are none: of 60, of which 10 have no weight, the last 15 usable ones validate.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Equals_training_and_validating_on_the_two_parts(bool cacheInMemory)
    {
        var set = TrainingSets.Create(new Random(1), 60, 2, weighted: true);
        for (var row = 0; row < 60; row += 6)
            set.Weights![row][0] = 0;
        int[] usable = [.. set.AllRows().Where(row => set.Weight(row) > 0)];
        var options = Last(0.3f);
        options.CacheInMemory = cacheInMemory;
        var model = TinyTraining.Trainer(_mlContext, options).Fit(Data.Binary(_mlContext, set)).Network();
        Assert.AreEqual(ValidationRows.Last, model.TrainingSettings.ValidationRows);

        options = StreamedTraining.Options(cacheInMemory);
        var expected = TinyTraining.Trainer(_mlContext, options)
            .Fit(Data.Binary(_mlContext, set.Take(usable[..35])), Data.Binary(_mlContext, set.Take(usable[35..]))).Network();
        TinyTraining.AreEqual(expected.AllWeights(), model.AllWeights());
        TinyTraining.AreEqual(expected.History, model.History);
    }

    /// <summary>One counts the rows, one surveys them, and two are for each of three epochs.</summary>
    [TestMethod]
    public void Streamed_rows_are_counted_in_a_pass_more()
    {
        var view = new TrackedView(StreamedTraining.Data(_mlContext));
        TinyTraining.Trainer(_mlContext, Last(0.25f)).Fit(view);
        Assert.AreEqual(8, view.Passes);
        view.AssertIsLeft();
    }

    [TestMethod]
    public void Another_number_of_rows_in_the_next_pass_is_told()
    {
        var all = StreamedTraining.Data(_mlContext);
        var view = new FaultyView(all).Change(1, _mlContext.Data.TakeRows(all, 50));
        Assert.AreEqual(
            "The training set is streamed, so every pass must read the same rows; the first read 60, a later one 50.",
            Assert.ThrowsExactly<InvalidOperationException>(() => TinyTraining.Trainer(_mlContext, Last(0.25f)).Fit(view)).Message);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_single_row_is_too_few(bool cacheInMemory)
    {
        var options = Last(0.5f);
        options.CacheInMemory = cacheInMemory;
        Assert.AreEqual(
            "validationFraction sets 1 of the 1 usable rows of the training set aside; there must be one to validate on and one to train on.",
            Assert.ThrowsExactly<InvalidOperationException>(
                () => TinyTraining.Trainer(_mlContext, options).Fit(StreamedTraining.Data(_mlContext, 1))).Message);
    }

    [TestMethod]
    public void Without_a_fraction_or_undefined_is_refused()
    {
        Assert.AreEqual("validationRows must be left as it is without a validationFraction; received Last.", Error(Last(0)));
        var options = Last(0.5f);
        options.ValidationRows = (ValidationRows)9;
        Assert.AreEqual("validationRows must be one of Random, Last; received 9.", Error(options));

        string Error(ActivityRegularizedMlpOptions refused) =>
            Assert.ThrowsExactly<ArgumentException>(() => TinyTraining.Trainer(_mlContext, refused)).Message;
    }

    /// <summary>The values of a column that rows are sampled by count too, although they are no part of the rows: here they move on by one row.</summary>
    [TestMethod]
    public void A_checkpoint_of_other_parts_is_refused()
    {
        Interrupt(Last(0.25f));
        var options = Last(0.25f);
        options.ValidationRows = ValidationRows.Random;
        Assert.Contains("validationRows: \"last\" in the checkpoint, not given now.", Refusal(options));
        options.SamplingKeyColumnName = "Weight";
        Assert.Contains("samplingKeyColumnName: not given in the checkpoint, \"Weight\" now.", Refusal(options));

        File.Delete(_folder["checkpoint"]);
        options.ExampleWeightColumnName = null;
        Interrupt(options);
        var set = TrainingSets.Create(new Random(1), 60, 2, weighted: true);
        var weights = set.Weights!.ToArray();
        foreach (var row in set.AllRows())
            set.Weights![row][0] = weights[(row + 1) % 60];
        Assert.Contains("training set: ", Refusal(options, Data.Binary(_mlContext, set)));
    }

    private void Interrupt(ActivityRegularizedMlpOptions options)
    {
        options.OnEpochEnd = epoch =>
        {
            if (epoch.Metrics.Epoch == 2)
                throw new TimeZoneNotFoundException();
        };
        Checkpointed(options);
        Assert.ThrowsExactly<TimeZoneNotFoundException>(() => TinyTraining.Trainer(_mlContext, options).Fit(StreamedTraining.Data(_mlContext)));
        options.OnEpochEnd = null;
    }

    private string Refusal(ActivityRegularizedMlpOptions options, IDataView? data = null)
    {
        Checkpointed(options);
        return Assert.ThrowsExactly<InvalidOperationException>(
            () => TinyTraining.Trainer(_mlContext, options).Fit(data ?? StreamedTraining.Data(_mlContext))).Message;
    }

    private void Checkpointed(ActivityRegularizedMlpOptions options)
    {
        options.CheckpointPath = _folder["checkpoint"];
        options.CheckpointEpochs = 1;
    }

    private static ActivityRegularizedMlpOptions Last(float fraction)
    {
        var options = StreamedTraining.Options();
        options.ValidationFraction = fraction;
        options.ValidationRows = ValidationRows.Last;
        return options;
    }
}
