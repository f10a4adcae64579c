using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>The same values in another shape.</summary>
/// <remarks>A step, though it changes nothing: it says that units before it have places after it, which pruning must not take.</remarks>
internal sealed unsafe class ReshapeStep(int layerIndex, LayerShape shape) : FusedStep(layerIndex, shape, penalty: null)
{
    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            new ReadOnlySpan<float>(run.Input.Start + row * run.Input.Row, Size)
                .CopyTo(new Span<float>(run.Output.Start + row * run.Output.Row, Size));
        }
    }

    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        // In place, it is there already.
    }
}
