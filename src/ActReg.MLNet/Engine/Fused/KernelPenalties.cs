namespace ActReg.MLNet;

/// <summary>The penalties on a network's kernels.</summary>
internal static unsafe class KernelPenalties
{
    /// <summary>The sum of all.</summary>
    public static double Sum(NetworkPlan plan, AlignedBuffer parameters)
    {
        double total = 0;
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            if (plan.Steps[i] is DenseStep { KernelPenalty: { } penalty } step)
                total += penalty.Penalty(step.KernelTile, step.StoredKernel(parameters.Pointer));
        }

        GC.KeepAlive(parameters);
        return total;
    }

    /// <summary>Adds their gradients.</summary>
    public static void AddGradient(NetworkPlan plan, AlignedBuffer parameters, AlignedBuffer gradient)
    {
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            if (plan.Steps[i] is DenseStep { KernelPenalty: { } penalty } step)
                penalty.AddGradient(step.KernelTile, step.StoredKernel(parameters.Pointer), step.StoredKernel(gradient.Pointer));
        }

        GC.KeepAlive(parameters);
        GC.KeepAlive(gradient);
    }
}
