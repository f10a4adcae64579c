namespace ActReg.MLNet.Tests.Testing;

/// <summary>Where another thread waits until a test lets it go on.</summary>
internal sealed class Gate : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ManualResetEventSlim _reached = new();
    private readonly ManualResetEventSlim _open = new();

    /// <summary>For the other thread.</summary>
    public void Wait()
    {
        _reached.Set();
        _open.Wait();
    }

    public void WaitUntilReached() => Assert.IsTrue(_reached.Wait(Patience), "nobody has come to the gate");

    public void Open() => _open.Set();

    public void Dispose()
    {
        _open.Set();
        _reached.Dispose();
    }
}
