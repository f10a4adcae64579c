namespace ActReg.MLNet.Tests.Testing;

/// <summary>Counts what code allocates on the heap.</summary>
internal static class Allocations
{
    /// <summary>The bytes of so many calls; the least of some rounds: the runtime itself may allocate a little while it recompiles a hot method.</summary>
    public static long Of(int times, Action action)
    {
        // Once to compile it.
        action();
        return Enumerable.Range(0, 5).Min(_ => Once(() =>
        {
            for (var i = 0; i < times; i++)
                action();
        }));
    }

    /// <summary>The bytes of one call.</summary>
    public static long Once(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
