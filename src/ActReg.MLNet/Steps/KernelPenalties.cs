namespace ActReg.MLNet;

/// <summary>The penalties on a network's kernels.</summary>
internal static class KernelPenalties
{
    /// <summary>The sum of all.</summary>
    public static double Sum(NetworkPlan plan, AlignedBuffer parameters)
    {
        double total = 0;
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            if (plan.Steps[i] is DenseStep { KernelPenalty: { } penalty } step)
                total += penalty.Penalty(step.Kernel.In(parameters));
        }

        return total;
    }

    /// <summary>Adds their gradients.</summary>
    public static void AddGradient(NetworkPlan plan, AlignedBuffer parameters, AlignedBuffer gradient)
    {
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            if (plan.Steps[i] is DenseStep { KernelPenalty: { } penalty } step)
                penalty.AddGradient(step.Kernel.In(parameters), step.Kernel.In(gradient));
        }
    }
}
