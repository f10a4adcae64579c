using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Masks timesteps of the features, and puts out zeros for them.</summary>
internal sealed unsafe class MaskingStep(int layerIndex, LayerShape shape, float value) : FusedStep(layerIndex, shape, penalty: null)
{
    public override TimestepMask FeatureMask { get; } = new(value, shape.Channels);

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var output = new Span<float>(run.Output.Start + row * run.Output.Row, Size);
            new ReadOnlySpan<float>(run.Input.Start + row * run.Input.Row, Size).CopyTo(output);
            for (var timestep = 0; timestep < Shape.Positions; timestep++)
            {
                if (run.Masks.Hide(row, timestep))
                    output.Slice(timestep * Shape.Channels, Shape.Channels).Clear();
            }
        }
    }

    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        // It comes first, and nobody asks for the gradient by features.
    }
}
