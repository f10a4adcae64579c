namespace ActReg.MLNet;

/// <summary>The room that steps need in training, each for itself.</summary>
/// <param name="plan">The network, of fused steps only.</param>
internal sealed class StepScratch(NetworkPlan plan)
{
    private readonly AlignedBuffer[] _buffers = [.. plan.Steps.Select(step => new AlignedBuffer(step.Fused!.ScratchLength))];

    public unsafe float* Of(int step) => _buffers[step].Pointer;
}
