using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>The rows that a sparse autoencoder trains on: chosen, weighted, streamed and left as the trainers' are.</summary>
[TestClass]
public sealed class SparseAutoencoderRowsTests
{
    private const int Rows = 60;

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    [DataRow(1e-45f, true, "1E-45")]
    [DataRow(3e38f, false, "3E+38")]
    public void Weights_that_cannot_be_summed_are_refused(float weight, bool cacheInMemory, string text)
    {
        var options = Options(cacheInMemory);
        var data = Data.Binary(_mlContext, 2, [0, 1, 1, 0, 2, 2], new bool[3], [1, weight, 1]);
        Assert.AreEqual(
            $"column \"Weight\" must have weights from 1E-30 to 1E+30, only the proportions of which count; received {text}.",
            Assert.ThrowsExactly<InvalidOperationException>(() => Fit(data, options)).Message);
    }

    [TestMethod]
    public void A_figure_of_validation_is_not_watched_without_rows_for_it()
    {
        var options = Options();
        options.EarlyStopping = new EarlyStopping(patience: 1, monitor: TrainingMetric.ValidationLoss);
        var view = new TrackedView(View(1));
        StringAssert.StartsWith(
            Assert.ThrowsExactly<InvalidOperationException>(() => Fit(view, options)).Message,
            "earlyStopping watches ValidationLoss, and there is no validation set");
        Assert.AreEqual(0, view.Passes);
        options.ValidationFraction = 0.3f;
        Assert.IsTrue(Fit(View(1), options).History.All(epoch => double.IsFinite(epoch.ValidationLoss)));
    }

    /// <summary>Whole weights are rows several times; in one batch, and on one scale, they train alike.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_row_counts_by_its_weight(bool cacheInMemory)
    {
        var values = Numbers.Array(new Random(1), 2 * 20, 2);
        int[] times = [.. Enumerable.Range(0, 20).Select(row => 1 + row % 3)];
        float[] repeated = [.. Enumerable.Range(0, 20).SelectMany(row => Enumerable.Repeat(values[(2 * row)..(2 * row + 2)], times[row])).SelectMany(row => row)];
        var options = Options(cacheInMemory);
        (options.BatchSize, options.Shuffle) = (100, false);
        var weighted = Fit(Data.Binary(_mlContext, 2, values, new bool[20], [.. times.Select(time => (float)time)]), options);
        var plain = Fit(Data.Binary(_mlContext, 2, repeated, new bool[repeated.Length / 2]), options);
        Assert.AreEqual(plain.Model.Scale.Scale, weighted.Model.Scale.Scale, 1e-6f);
        foreach (var (expected, found) in plain.GetWeights().Flat().Zip(weighted.GetWeights().Flat()))
            Assert.AreEqual(expected, found, 1e-5f);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Unusable_rows_change_nothing_but_a_warning(bool cacheInMemory)
    {
        var values = Numbers.Array(new Random(1), 2 * Rows, 2);
        float[] bad = [float.NaN, 1, .. values, 0, float.PositiveInfinity, 9, 9];
        var log = new RecordedLog(_mlContext);
        var expected = Fit(Data.Binary(_mlContext, 2, values, new bool[Rows]), Options(cacheInMemory));
        Assert.IsEmpty(log.Warnings);
        var found = Fit(Data.Binary(_mlContext, 2, bad, new bool[Rows + 3], [.. Enumerable.Repeat(1f, Rows + 2), 0]), Options(cacheInMemory));
        TinyTraining.AreEqual(
            [
                "Skipped 3 of the 63 rows of the training set: 2 with a missing or infinite feature, 1 with a weight that is not finite and above 0.",
            ],
            log.Warnings);
        TinyTraining.AreEqual(expected.GetWeights().Flat(), found.GetWeights().Flat());
    }

    /// <summary>Streamed and shuffled, with rows of its own to validate on: after any epoch, bit for bit, and not on other rows.</summary>
    [TestMethod]
    [DataRow("fraction")]
    [DataRow("last")]
    [DataRow("groups")]
    [DataRow("set")]
    public void A_streamed_training_goes_on_from_its_checkpoint(string validation)
    {
        using var folder = new TemporaryFolder();
        var options = Options(cacheInMemory: false);
        (options.Epochs, options.CheckpointEpochs, options.CheckpointPath) = (4, 1, folder["checkpoint"]);
        options.ValidationSet = validation == "set" ? View(2) : null;
        options.ValidationFraction = validation == "set" ? 0 : 0.4f;
        options.ValidationRows = validation == "last" ? ValidationRows.Last : ValidationRows.Random;
        options.SamplingKeyColumnName = validation == "groups" ? "Weight" : null;
        var expected = Fit(View(1), options);
        foreach (var epoch in new[] { 2, 3 })
        {
            DieAfter(epoch);
            Assert.Contains(
                "training set: ", Assert.ThrowsExactly<InvalidOperationException>(() => Fit(View(3), options)).Message);
            var resumed = Fit(View(1), options);
            TinyTraining.AreEqual(expected.GetWeights().Flat(), resumed.GetWeights().Flat());
            TinyTraining.AreEqual(expected.History.SelectMany(metrics => metrics.Figures()), resumed.History.SelectMany(metrics => metrics.Figures()));
        }

        void DieAfter(int epoch)
        {
            options.OnEpochEnd = end =>
            {
                if (end.Metrics.Epoch == epoch)
                    throw new TimeZoneNotFoundException();
            };
            Assert.ThrowsExactly<TimeZoneNotFoundException>(() => Fit(View(1), options));
            options.OnEpochEnd = null;
        }
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Cancelled_it_throws_or_returns_the_best_so_far(bool cacheInMemory)
    {
        foreach (var behavior in new[] { CancellationBehavior.Throw, CancellationBehavior.KeepBest })
        {
            using var source = new CancellationTokenSource();
            var options = Options(cacheInMemory);
            (options.OnCancellation, options.CancellationToken, options.Epochs) = (behavior, source.Token, 100);
            options.OnEpochEnd = epoch =>
            {
                if (epoch.Metrics.Epoch == 2)
                    source.Cancel();
            };
            if (behavior == CancellationBehavior.Throw)
                Assert.ThrowsExactly<OperationCanceledException>(() => Fit(View(1), options));
            else
                Assert.HasCount(2, Fit(View(1), options).History);
        }
    }

    private SparseAutoencoderTransformer Fit(IDataView data, SparseAutoencoderOptions options) =>
        _mlContext.Transforms.SparseAutoencoder(options).Fit(data);

    private IDataView View(int seed) => StreamedTraining.Data(_mlContext, Rows, seed);

    private static SparseAutoencoderOptions Options(bool cacheInMemory = true) => new()
    {
        CodeSize = 6,
        Sparsity = CodeSparsity.TopK(2),
        Epochs = 3,
        BatchSize = 7,
        Seed = 1,
        ExampleWeightColumnName = "Weight",
        CacheInMemory = cacheInMemory,
        StreamingSizes = StreamedTraining.SmallSizes,
    };
}
