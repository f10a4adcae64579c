using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>What goes wrong while rows are streamed is told by <c>Fit</c>, and leaves no cursor and no thread behind.</summary>
[TestClass]
public sealed class StreamingFailureTests
{
    private const int Rows = 60;
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>In the first pass, which the calling thread makes, and in the first and the last epoch.</summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(3)]
    public void What_a_cursor_throws_Fit_throws(int pass)
    {
        var view = new TrackedView(StreamedTraining.Data(_mlContext), (atPass, row) =>
        {
            if ((atPass, row) == (pass, 40))
                throw new TimeZoneNotFoundException("mine");
        });
        var epochs = 0;
        var options = StreamedTraining.Options();
        options.OnEpochEnd = _ => epochs++;
        Assert.AreEqual("mine", Assert.ThrowsExactly<TimeZoneNotFoundException>(() => Fit(view, options)).Message);
        Assert.AreEqual(Math.Max(0, pass - 1), epochs);
        view.AssertIsLeft();
    }

    [TestMethod]
    public void So_it_does_where_a_cursor_cannot_be_had()
    {
        var passes = 0;
        var view = new StubDataView(StreamedTraining.Data(_mlContext))
        {
            CursorWith = cursor => passes++ == 1 ? throw new TimeZoneNotFoundException("mine") : cursor,
        };
        Assert.AreEqual("mine", Assert.ThrowsExactly<TimeZoneNotFoundException>(() => Fit(view)).Message);
    }

    [TestMethod]
    public void What_a_cursor_throws_for_validation_Fit_throws()
    {
        var validation = new TrackedView(StreamedTraining.Data(_mlContext), (pass, row) =>
        {
            if ((pass, row) == (2, 40))
                throw new TimeZoneNotFoundException("mine");
        });
        var train = new TrackedView(StreamedTraining.Data(_mlContext));
        Assert.AreEqual("mine", Assert.ThrowsExactly<TimeZoneNotFoundException>(
            () => TinyTraining.Trainer(_mlContext, StreamedTraining.Options()).Fit(train, validation)).Message);
        train.AssertIsLeft();
        validation.AssertIsLeft();
    }

    [TestMethod]
    [DataRow(CancellationBehavior.Throw)]
    [DataRow(CancellationBehavior.KeepBest)]
    public void Cancelled_in_the_middle_of_an_epoch_it_ends(CancellationBehavior behavior)
    {
        using var source = new CancellationTokenSource();
        var options = StreamedTraining.Options();
        options.CancellationToken = source.Token;
        options.OnCancellation = behavior;
        options.LearningRateSchedule = new ActingSchedule(moment =>
        {
            if (moment is { Epoch: 1, StepInEpoch: 3 })
                source.Cancel();
            return 1;
        });
        var view = new TrackedView(StreamedTraining.Data(_mlContext));
        if (behavior == CancellationBehavior.Throw)
            Assert.ThrowsExactly<OperationCanceledException>(() => Fit(view, options));
        else
            Assert.HasCount(1, Fit(view, options).History);
        view.AssertIsLeft();
    }

    /// <summary>Before there is a batch, because the shuffle buffer takes long to fill.</summary>
    [TestMethod]
    public void Cancelled_while_it_waits_for_rows_it_ends()
    {
        using var source = new CancellationTokenSource();
        var options = StreamedTraining.Options();
        options.StreamingSizes = new StreamingSizes();
        options.CancellationToken = source.Token;
        var rows = 0;
        var view = new TrackedView(StreamedTraining.Data(_mlContext, rows: 100_000), (pass, row) =>
        {
            if (pass == 0)
                return;
            rows = row;
            Thread.Sleep(1);
            if (row == 20)
                source.Cancel();
        });
        Assert.ThrowsExactly<OperationCanceledException>(() => Fit(view, options));
        Assert.IsLessThan(50_000, rows);
        view.AssertIsLeft();
    }

    [TestMethod]
    public void Ended_early_it_leaves_nothing_behind()
    {
        var options = StreamedTraining.Options();
        options.Epochs = 100;
        options.OnEpochEnd = epoch => epoch.Stop = epoch.Metrics.Epoch == 2;
        var view = new TrackedView(StreamedTraining.Data(_mlContext));
        Assert.HasCount(2, Fit(view, options).History);
        view.AssertIsLeft();

        options.OnEpochEnd = _ => throw new TimeZoneNotFoundException();
        Assert.ThrowsExactly<TimeZoneNotFoundException>(() => Fit(view, options));
        view.AssertIsLeft();
    }

    [TestMethod]
    public void Read_to_its_end_it_leaves_nothing_behind()
    {
        var view = new TrackedView(StreamedTraining.Data(_mlContext));
        Fit(view);
        Assert.AreEqual(4, view.Passes);
        Assert.AreEqual(4 * Rows, view.Rows);
        view.AssertIsLeft();
    }

    [TestMethod]
    [DataRow(50, "50")]
    [DataRow(70, "more than 60")]
    public void Rows_that_become_fewer_or_more_are_an_error(int later, string text)
    {
        var passes = 0;
        var view = Data.Binary(_mlContext, 1, Numbered());
        Assert.AreEqual(
            $"The training set is streamed, so every pass must read the same rows; the first read 60, a later one {text}.",
            Assert.ThrowsExactly<InvalidOperationException>(() => Fit(view)).Message);

        IEnumerable<Data.BinaryRow> Numbered()
        {
            var count = passes++ == 0 ? 60 : later;
            for (var row = 0; row < count; row++)
                yield return new Data.BinaryRow { Features = [row], Label = row % 2 == 0, Weight = 1 };
        }
    }

    [TestMethod]
    public void No_usable_row_is_the_error_that_it_is_from_memory()
    {
        const string Message =
            "The training set has no usable row: it is empty, or every row has a missing or infinite feature or label, or a weight that is not finite and above 0.";
        var empty = Data.Binary(_mlContext, 2, [], []);
        var bad = Data.Binary(_mlContext, 2, [float.NaN, 1], [true]);
        Assert.AreEqual(Message, Assert.ThrowsExactly<InvalidOperationException>(() => Fit(empty)).Message);
        Assert.AreEqual(Message, Assert.ThrowsExactly<InvalidOperationException>(() => Fit(bad)).Message);
        Assert.AreEqual(
            Message.Replace("training", "validation", StringComparison.Ordinal),
            Assert.ThrowsExactly<InvalidOperationException>(
                () => TinyTraining.Trainer(_mlContext, StreamedTraining.Options())
                    .Fit(StreamedTraining.Data(_mlContext), empty)).Message);
    }

    [TestMethod]
    public void Class_weights_that_leave_no_row_are_refused()
    {
        var options = StreamedTraining.Options();
        options.ClassWeights = ClassWeights.Of(1, 0);
        var data = Data.Binary(_mlContext, 1, [1, 2], [true, true]);
        Assert.AreEqual(
            "classWeights leave no row of the training set with a weight above 0: its rows are all of classes of weight 0.",
            Assert.ThrowsExactly<InvalidOperationException>(() => Fit(data, options)).Message);
    }

    private NetworkModelParameters Fit(IDataView view, ActivityRegularizedMlpOptions? options = null) =>
        TinyTraining.Trainer(_mlContext, options ?? StreamedTraining.Options()).Fit(view).Network();
}
