using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>A streamed view whose later passes read other rows than the first.</summary>
[TestClass]
public sealed class ChangedRowsTests
{
    private const int Rows = 60;
    private const string Message = "The training set is streamed, so every pass must read the same rows; ";
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>The first pass finds no bad row, after which ML.NET itself looks for none any more.</summary>
    [TestMethod]
    [DataRow(1, float.NaN, 1)]
    [DataRow(3, float.PositiveInfinity, 1)]
    [DataRow(1, 1, -5)]
    [DataRow(2, 1, 0)]
    [DataRow(2, 1, float.NaN)]
    public void A_row_that_turns_bad_is_told(int pass, float feature, float weight)
    {
        var view = Faulty(pass, _ => (feature, weight));
        Assert.AreEqual(Message + "the first read 60, a later one 59 and skipped 1.", Error(view));
    }

    [TestMethod]
    public void So_are_a_bad_row_more_and_one_less()
    {
        var good = StreamedTraining.Data(_mlContext, Rows);
        var oneMore = Binary([.. Enumerable.Range(0, Rows + 1).Select(row => (1f, row == 30 ? -1f : 1f))]);
        var oneBad = Binary([.. Enumerable.Range(0, Rows).Select(row => (1f, row == 30 ? -1f : 1f))]);
        Assert.AreEqual(
            Message + "the first read 60, a later one 60 and skipped 1.", Error(new FaultyView(good).Change(2, oneMore)));
        Assert.AreEqual(
            Message + "the first read 59 and skipped 1, a later one more than 59.", Error(new FaultyView(oneBad).Change(2, good)));
        Assert.AreEqual(
            Message + "the first read 59 and skipped 1, a later one 58 and skipped 2.",
            Error(new FaultyView(oneBad).Change(2, Binary([.. Enumerable.Range(0, Rows).Select(row => (1f, row is 30 or 40 ? -1f : 1f))]))));
    }

    [TestMethod]
    public void So_is_a_pass_that_ends_early() =>
        Assert.AreEqual(
            Message + "the first read 60, a later one 41.", Error(new FaultyView(StreamedTraining.Data(_mlContext, Rows)).End(2, 41)));

    [TestMethod]
    public void So_it_is_of_a_validation_set()
    {
        var trainer = TinyTraining.Trainer(_mlContext, StreamedTraining.Options());
        var message = Assert.ThrowsExactly<InvalidOperationException>(
            () => trainer.Fit(StreamedTraining.Data(_mlContext, Rows), Faulty(2, _ => (float.NaN, 1)))).Message;
        Assert.AreEqual(
            Message.Replace("training", "validation", StringComparison.Ordinal) + "the first read 60, a later one 59 and skipped 1.",
            message);
    }

    /// <summary>These are read once more, into memory, and the others in each epoch: the second pass is the one or the other.</summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(null)]
    public void So_it_is_of_rows_set_aside(bool? cacheInMemory)
    {
        var options = StreamedTraining.Options(cacheInMemory);
        options.ValidationFraction = 0.3f;
        options.StreamingSizes = options.StreamingSizes with { CacheBytes = 8 * (Rows - 1) };
        var all = StreamedTraining.Data(_mlContext, Rows);
        var view = new FaultyView(all).Change(1, _mlContext.Data.TakeRows(all, 30));
        Assert.StartsWith(Message + "the first read ", Error(cacheInMemory == null ? view.Change(2, all) : view, options));
    }

    /// <summary>Of three keys, which are 1 to 3 inside ML.NET; 0 is the missing one.</summary>
    [TestMethod]
    [DataRow(0u)]
    [DataRow(4u)]
    public void So_is_a_key_that_becomes_none(uint key)
    {
        var good = _mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, Rows).Select(row => new KeyRow { Features = [row % 5, row % 7], Label = (uint)row % 3 }).ToList());
        var view = new FaultyView(good).Change(2, new StubDataView(good)
        {
            CursorWith = cursor => new StubCursor(cursor)
            {
                GetterWith = (column, getter) => column.Name != "Label" ? getter : (ValueGetter<uint>)((ref uint value) =>
                {
                    ((ValueGetter<uint>)getter)(ref value);
                    value = cursor.Position == 30 ? key : value;
                }),
            },
        });
        var options = StreamedTraining.Options();
        options.ExampleWeightColumnName = null;
        var trainer = _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options);
        Assert.AreEqual(
            Message + "the first read 60, a later one 59 and skipped 1.",
            Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(view)).Message);
    }

    /// <summary>Good rows, of which the one in the middle has another feature and weight from a pass on.</summary>
    private FaultyView Faulty(int pass, Func<int, (float Feature, float Weight)> middle) =>
        new FaultyView(StreamedTraining.Data(_mlContext, Rows)).Change(
            pass, Binary([.. Enumerable.Range(0, Rows).Select(row => row == Rows / 2 ? middle(row) : (1, 1))]));

    private IDataView Binary((float Feature, float Weight)[] rows) => Data.Binary(
        _mlContext, 2, [.. rows.SelectMany(row => new[] { row.Feature, 1 })], [.. rows.Select((_, i) => i % 2 == 0)],
        [.. rows.Select(row => row.Weight)]);

    private string Error(IDataView view, ActivityRegularizedMlpOptions? options = null) => Assert.ThrowsExactly<InvalidOperationException>(
        () => TinyTraining.Trainer(_mlContext, options ?? StreamedTraining.Options()).Fit(view)).Message;

    private sealed class KeyRow
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        [KeyType(3)]
        public uint Label { get; set; }
    }
}
