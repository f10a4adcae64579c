namespace ActReg.MLNet.Tests;

/// <summary>Garbage collections, finalizers included, without pause.</summary>
internal static class Collections
{
    public static void During(Action action)
    {
        using var done = new ManualResetEventSlim();
        var collector = new Thread(() =>
        {
            while (!done.IsSet)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            action();
        }
        finally
        {
            done.Set();
            collector.Join();
        }
    }
}
