using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Which sets are streamed.</summary>
[TestClass]
public sealed class CacheInMemoryTests
{
    private const int Rows = 60;
    private const int Bytes = Rows * 2 * sizeof(float);
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<string> _messages = [];

    public CacheInMemoryTests() => _mlContext.Log += (_, entry) =>
    {
        lock (_messages)
            _messages.Add($"{entry.Kind}: {entry.RawMessage}");
    };

    [TestMethod]
    [DataRow(null, Bytes, true)]
    [DataRow(null, Bytes - 1, false)]
    [DataRow(true, 0, true)]
    [DataRow(false, Bytes, false)]
    public void What_is_kept_is_read_once_and_what_is_streamed_in_every_epoch(bool? cacheInMemory, long limit, bool isKept)
    {
        foreach (var knowsItsRows in new[] { true, false })
        {
            var (train, validation) = (View(), View());
            var options = StreamedTraining.Options(cacheInMemory);
            options.StreamingSizes = options.StreamingSizes with { CacheBytes = limit };
            TinyTraining.Trainer(_mlContext, options).Fit(train, validation);
            // Where the rows were not counted before, a first attempt to keep them ends at the one that is too many.
            var attempt = cacheInMemory == null && !isKept && !knowsItsRows;
            foreach (var view in new[] { train, validation })
            {
                Assert.AreEqual((attempt ? 1 : 0) + (isKept ? 1 : 1 + options.Epochs), view.Passes);
                Assert.AreEqual((attempt ? Rows : 0) + Rows * (isKept ? 1 : 1 + options.Epochs), view.Rows);
            }

            TrackedView View() =>
                new(new StubDataView(StreamedTraining.Data(_mlContext)) { RowCount = knowsItsRows ? Rows : null });
        }
    }

    [TestMethod]
    public void The_log_says_what_is_streamed_if_nobody_asked_for_it()
    {
        var options = StreamedTraining.Options(null);
        options.StreamingSizes = options.StreamingSizes with { CacheBytes = Bytes - 1 };
        var validation = StreamedTraining.Data(_mlContext, rows: 10);
        TinyTraining.Trainer(_mlContext, options).Fit(StreamedTraining.Data(_mlContext), validation);
        const string Message =
            "Info: The training set is streamed: its features take more than 479 bytes of memory. The option cacheInMemory would "
            + "keep them there.";
        Assert.HasCount(1, _messages.Where(message => message == Message).ToArray());
        Assert.IsFalse(_messages.Any(message => message.Contains("validation set is streamed", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Sets_of_up_to_2_GiB_are_kept()
    {
        var sizes = new ActivityRegularizedMlpOptions().StreamingSizes;
        Assert.AreEqual(1L << 31, sizes.CacheBytes);
    }

    /// <summary>Whole batches, and no more than there are rows.</summary>
    [TestMethod]
    [DataRow(28, 256, 1 << 25, 279620, 8704)]
    [DataRow(28, 256, 1000, 1000, 1000)]
    [DataRow(28, 100_000, 1 << 25, 279620, 100_000)]
    [DataRow(1_000_000, 32, 1 << 25, 8, 32)]
    [DataRow(100_000_000, 32, 1 << 25, 1, 32)]
    public void Buffers_have_a_size_of_their_own(int features, int batchSize, long rows, int shuffled, int slot)
    {
        var sizes = new StreamingSizes();
        var set = new StubRows(features, rows);
        Assert.AreEqual(shuffled, sizes.ShuffleRows(set));
        Assert.AreEqual(slot, sizes.SlotRows(set, batchSize));
    }

    private sealed record StubRows(int FeatureCount, long RowCount) : ITrainingRows
    {
        public int LabelCount => 1;

        public string Fingerprint => throw new NotSupportedException();

        public LabelStatistics SummarizeLabels(int classCount) => throw new NotSupportedException();

        public FeatureRanges SummarizeFeatures() => throw new NotSupportedException();

        public void ReadOnce(Action<ReadOnlySpan<float>, float> visit, Action checkAlive) => throw new NotSupportedException();

        public ITrainingRows Adjust(RowAdjustment adjustment) => throw new NotSupportedException();

        public IBatches OpenBatches(BatchOrder order, Action checkAlive) => throw new NotSupportedException();
    }
}
