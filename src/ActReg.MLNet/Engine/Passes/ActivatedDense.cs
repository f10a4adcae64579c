namespace ActReg.MLNet;

/// <summary>A dense step with the activation that follows it, which can be computed together, tile by tile.</summary>
internal readonly unsafe struct ActivatedDense
{
    private readonly NetworkPlan _plan;
    private readonly int _activation;

    /// <param name="plan">The network.</param>
    /// <param name="activation">The activation step's place.</param>
    public ActivatedDense(NetworkPlan plan, int activation)
    {
        _plan = plan;
        _activation = activation;
    }

    public DenseStep Dense => (DenseStep)_plan.Steps[_activation - 1];

    public ActivationStep Activation => (ActivationStep)_plan.Steps[_activation];

    /// <summary>The place of the one of the two steps whose output is penalized; null where neither's is.</summary>
    public int? Penalized => Dense.Penalty != null ? _activation - 1 : Activation.Penalty != null ? _activation : null;

    /// <summary>
    /// Whether a step is such an activation, with at most one penalty, which does not need all of the batch at once, nor is on an output
    /// whose padding is not zero at first.
    /// </summary>
    public static bool Is(NetworkPlan plan, int step) =>
        step > 0 && plan.Steps[step] is ActivationStep activation && plan.Steps[step - 1] is DenseStep { IsTransposed: false } dense
        && (dense.Penalty == null || activation.Penalty == null)
        && (activation.Penalty == null || activation.Activation.KeepsZero)
        && (dense.Penalty ?? activation.Penalty) is null or { IsElementwise: true };

    /// <summary>The penalty on either output.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="weights">Their weights, pinned; null where they have none.</param>
    public ElementwisePenalty Penalty(in Batch batch, float* weights)
    {
        if (Penalized is not { } step)
            return default;
        var place = step == _activation ? PenalizedPlace.Output : PenalizedPlace.Input;
        return _plan.Steps[step].Penalty!.OnEach(batch, weights, Activation.Size, place);
    }
}
