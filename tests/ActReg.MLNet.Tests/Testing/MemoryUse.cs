namespace ActReg.MLNet.Tests;

/// <summary>What the process holds, in bytes.</summary>
/// <param name="Managed">In managed objects that are reachable.</param>
/// <param name="Native">In physical memory, less what the garbage collector has taken for its heaps.</param>
internal readonly record struct MemoryUse(long Managed, long Native)
{
    public static MemoryUse Measure()
    {
        // The second time takes what the first one's finalizers let go.
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return new(GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet - GC.GetGCMemoryInfo().TotalCommittedBytes);
    }

    public static MemoryUse operator -(MemoryUse a, MemoryUse b) => new(a.Managed - b.Managed, a.Native - b.Native);
}
