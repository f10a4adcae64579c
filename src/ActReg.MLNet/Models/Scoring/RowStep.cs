using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>One computation of a <see cref="RowPass"/>, bound to where it reads and writes.</summary>
internal abstract class RowStep
{
    public abstract void Run();
}

/// <summary>A step that has no faster way with a single row.</summary>
/// <param name="step">The step.</param>
/// <param name="parameters">The network's parameters.</param>
/// <param name="input">What it reads.</param>
/// <param name="output">Where its output goes.</param>
/// <param name="masks">The timesteps of the input that are masked.</param>
/// <param name="workspace">Room for it to work in.</param>
internal sealed unsafe class OtherRowStep(Step step, AlignedBuffer parameters, Matrix input, Matrix output, RowMasks masks, float* workspace)
    : RowStep
{
    [MethodImpl(Compilation.AtOnce)]
    public override void Run() => step.Forward(new StepRun
    {
        Batch = Batch.ToScore(1),
        Parameters = parameters.Pointer,
        Input = input,
        Output = output,
        Masks = masks,
        Workspace = workspace,
        Scratch = null,
    });
}
