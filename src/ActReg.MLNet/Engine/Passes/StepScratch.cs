namespace ActReg.MLNet;

/// <summary>The room that steps need in training, each for itself.</summary>
internal sealed class StepScratch(NetworkPlan plan)
{
    private readonly AlignedBuffer[] _buffers = [.. plan.Steps.Cast<FusedStep>().Select(step => new AlignedBuffer(step.ScratchLength))];

    public unsafe float* Of(int step) => _buffers[step].Pointer;
}
