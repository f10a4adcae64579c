namespace ActReg.MLNet.Tests.Studies.Execution;

[TestClass]
public sealed class ParallelRunsTests
{
    [TestMethod]
    public void Each_is_run_once()
    {
        var runs = new int[20];
        ParallelRuns.Run(Enumerable.Range(0, 20), 3, i => Interlocked.Increment(ref runs[i]), CancellationToken.None);
        Assert.IsTrue(runs.All(count => count == 1));
    }

    [TestMethod]
    public void A_failure_is_thrown_as_it_was_before_what_was_cancelled_for_it()
    {
        var failure = new InvalidOperationException("It failed.");
        using var both = new Barrier(2);
        Assert.AreSame(failure, Assert.ThrowsExactly<InvalidOperationException>(() => ParallelRuns.Run([1, 2], 2, i =>
        {
            both.SignalAndWait();
            throw i == 2 ? failure : new OperationCanceledException();
        }, CancellationToken.None)));
    }

    [TestMethod]
    public void Cancelling_ends_it() => Assert.Throws<OperationCanceledException>(
        () => ParallelRuns.Run([1, 2], 2, _ => Assert.Fail(), new CancellationToken(canceled: true)));
}
