using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>A cursor that blocks, as on a network that has gone away, does not keep <c>Fit</c> from being cancelled.</summary>
[TestClass]
public sealed class BlockedReaderTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly CancellationTokenSource _source = new();
    private readonly Gate _gate = new();

    public void Dispose()
    {
        _gate.Dispose();
        _source.Dispose();
    }

    /// <summary>While rows are read into memory, in the pass before a streamed training, and in its epochs.</summary>
    [TestMethod]
    [DataRow(true, 0, CancellationBehavior.Throw)]
    [DataRow(true, 0, CancellationBehavior.KeepBest)]
    [DataRow(false, 0, CancellationBehavior.KeepBest)]
    [DataRow(false, 1, CancellationBehavior.Throw)]
    [DataRow(false, 3, CancellationBehavior.Throw)]
    public async Task Cancelled_it_throws_at_once(bool cacheInMemory, int pass, CancellationBehavior behavior)
    {
        var view = Blocking(pass, out var fit, cacheInMemory, behavior);
        _gate.WaitUntilReached();
        await _source.CancelAsync();
        await Assert.ThrowsExactlyAsync<OperationCanceledException>(() => fit.WaitAsync(Gate.Patience));
        AssertIsLeft(view);
    }

    [TestMethod]
    public async Task Cancelled_it_returns_the_best_model_at_once()
    {
        var options = Options(cacheInMemory: false, CancellationBehavior.KeepBest);
        // The third epoch is read ahead while the second still trains.
        var trained = new TaskCompletionSource();
        options.OnEpochEnd = epoch =>
        {
            if (epoch.Metrics.Epoch == 2)
                trained.SetResult();
        };
        var view = View(3, () => { });
        var fit = Fit(view, options);
        await trained.Task.WaitAsync(Gate.Patience);
        _gate.WaitUntilReached();
        await _source.CancelAsync();
        Assert.HasCount(2, (await fit.WaitAsync(Gate.Patience)).History);
        AssertIsLeft(view);
    }

    /// <summary>On a thread that nobody waits for any more, an exception would end the process.</summary>
    [TestMethod]
    [DataRow(true, 0)]
    [DataRow(false, 2)]
    public async Task What_the_cursor_throws_later_is_nobodys(bool cacheInMemory, int pass)
    {
        var view = Blocking(pass, out var fit, cacheInMemory, CancellationBehavior.Throw, () => throw new TimeZoneNotFoundException());
        _gate.WaitUntilReached();
        await _source.CancelAsync();
        await Assert.ThrowsExactlyAsync<OperationCanceledException>(() => fit.WaitAsync(Gate.Patience));
        AssertIsLeft(view);
    }

    /// <summary>Another error than being cancelled: it need not wait, either.</summary>
    [TestMethod]
    public async Task Ended_by_its_callback_it_returns_at_once()
    {
        var options = Options(cacheInMemory: false, CancellationBehavior.Throw);
        // The next epoch is read ahead, or not yet.
        options.OnEpochEnd = epoch =>
        {
            _gate.WaitUntilReached();
            epoch.Stop = true;
        };
        var view = View(2, () => { });
        var fit = Fit(view, options);
        Assert.HasCount(1, (await fit.WaitAsync(Gate.Patience)).History);
        AssertIsLeft(view);
    }

    [TestMethod]
    public void Without_a_token_rows_are_read_into_memory_on_the_callers_thread()
    {
        foreach (var token in new[] { default, _source.Token })
        {
            var threads = new HashSet<Thread>();
            var options = Options(cacheInMemory: true, CancellationBehavior.Throw);
            options.CancellationToken = token;
            var view = new FaultyView(StreamedTraining.Data(_mlContext)).Do(0, 5, () => threads.Add(Thread.CurrentThread));
            TinyTraining.Trainer(_mlContext, options).Fit(view);
            Assert.AreEqual(token == default, threads.Single() == Thread.CurrentThread);
        }
    }

    private TrackedView Blocking(
        int pass, out Task<NetworkModelParameters> fit, bool cacheInMemory, CancellationBehavior behavior, Action? then = null)
    {
        var view = View(pass, then ?? (() => { }));
        fit = Fit(view, Options(cacheInMemory, behavior));
        return view;
    }

    private TrackedView View(int pass, Action then) => new(new FaultyView(StreamedTraining.Data(_mlContext)).Do(pass, 20, () =>
    {
        _gate.Wait();
        then();
    }));

    private ActivityRegularizedMlpOptions Options(bool cacheInMemory, CancellationBehavior behavior)
    {
        var options = StreamedTraining.Options(cacheInMemory);
        options.CancellationToken = _source.Token;
        options.OnCancellation = behavior;
        return options;
    }

    private Task<NetworkModelParameters> Fit(IDataView view, ActivityRegularizedMlpOptions options) =>
        Task.Run(() => TinyTraining.Trainer(_mlContext, options).Fit(view).Network());

    /// <summary>The cursor goes on until now, and then is disposed of.</summary>
    private void AssertIsLeft(TrackedView view)
    {
        Assert.IsTrue(view.IsOpen);
        _gate.Open();
        view.AssertIsLeft();
    }
}
