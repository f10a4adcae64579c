namespace ActReg.MLNet;

/// <summary>The room that steps need in training, each for itself.</summary>
internal sealed unsafe class StepScratch
{
    private readonly NetworkPlan _plan;
    private readonly int _capacity;
    private readonly AlignedBuffer[] _buffers;

    /// <param name="plan">The network, of fused steps only.</param>
    /// <param name="capacity">The most rows at a time.</param>
    public StepScratch(NetworkPlan plan, int capacity)
    {
        _plan = plan;
        _capacity = capacity;
        _buffers = [.. plan.Steps.Select(step => new AlignedBuffer(step.Fused!.ScratchLength(capacity)))];
        for (var i = 0; i < _buffers.Length; i++)
            HasCodes |= CodeOf(i).Active.Exists;
    }

    /// <summary>Whether any step tells of its output.</summary>
    public bool HasCodes { get; }

    public float* Of(int step) => _buffers[step].Pointer;

    /// <summary>What a step tells of its output; nothing where there is no such step.</summary>
    public SparseCode CodeOf(int step) => step >= 0 && step < _buffers.Length ? _plan.Steps[step].Fused!.CodeIn(Of(step), _capacity) : default;
}
