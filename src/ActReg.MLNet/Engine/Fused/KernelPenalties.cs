namespace ActReg.MLNet;

/// <summary>The penalties on a network's kernels.</summary>
internal static unsafe class KernelPenalties
{
    /// <summary>The sum of all.</summary>
    public static double Sum(NetworkPlan plan, AlignedBuffer parameters)
    {
        double total = 0;
        for (var i = 0; i < plan.KernelPenalties.Count; i++)
        {
            var (kernel, regularizer) = plan.KernelPenalties[i];
            total += regularizer.Penalty(kernel.StoredTile, kernel.Stored(parameters.Pointer));
        }

        GC.KeepAlive(parameters);
        return total;
    }

    /// <summary>Adds a share of their gradients.</summary>
    public static void AddGradient(NetworkPlan plan, AlignedBuffer parameters, double share, AlignedBuffer gradient)
    {
        for (var i = 0; i < plan.KernelPenalties.Count; i++)
        {
            var (kernel, regularizer) = plan.KernelPenalties[i];
            regularizer.AddGradient(kernel.StoredTile, kernel.Stored(parameters.Pointer), share, kernel.Stored(gradient.Pointer));
        }

        GC.KeepAlive(parameters);
        GC.KeepAlive(gradient);
    }
}
