namespace ActReg.MLNet;

/// <summary>The room that steps need in training, each for itself.</summary>
/// <param name="plan">The network, of fused steps only.</param>
/// <param name="capacity">The most rows at a time.</param>
internal sealed class StepScratch(NetworkPlan plan, int capacity)
{
    private readonly AlignedBuffer[] _buffers = [.. plan.Steps.Select(step => new AlignedBuffer(step.Fused!.ScratchLength(capacity)))];

    public unsafe float* Of(int step) => _buffers[step].Pointer;

    /// <summary>What a step tells of its output; nothing where there is no such step.</summary>
    public unsafe SparseCode CodeOf(int step) =>
        step >= 0 && step < _buffers.Length ? plan.Steps[step].Fused!.CodeIn(Of(step), capacity) : default;
}
