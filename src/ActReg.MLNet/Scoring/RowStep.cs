namespace ActReg.MLNet;

/// <summary>One computation of a <see cref="RowPass"/>, bound to where it reads and writes.</summary>
internal abstract class RowStep
{
    public abstract void Run();
}

/// <summary>A step that has no faster way with a single row.</summary>
/// <param name="step">The step.</param>
/// <param name="index">Its place in the network.</param>
/// <param name="parameters">The network's parameters.</param>
/// <param name="outputs">Buffers for one row.</param>
internal sealed class OtherRowStep(Step step, int index, AlignedBuffer parameters, StepOutputs outputs) : RowStep
{
    public override void Run() => step.Forward(ForwardPass.RunOf(index, parameters, Batch.ToScore(1), outputs, scratch: null));
}
