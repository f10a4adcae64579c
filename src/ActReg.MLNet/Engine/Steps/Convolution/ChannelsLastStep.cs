using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Brings an image from [channels, height, width], as features have it, to [height, width, channels].</summary>
internal sealed unsafe class ChannelsLastStep(int layerIndex, LayerShape shape) : FusedStep(layerIndex, shape, penalty: null)
{
    public override bool IsInPlace => false;

    public override bool GoesByRow => true;

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var from = run.Input.Start + row * run.Input.Row;
            var to = run.Output.Start + row * run.Output.Row;
            for (var channel = 0; channel < Shape.Channels; channel++)
            {
                for (var place = 0; place < Shape.Positions; place++)
                    to[place * Shape.Channels + channel] = *from++;
            }
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        for (var row = 0; row < run.Batch.Rows && inputGradient.Start != null; row++)
        {
            var from = outputGradient.Start + row * outputGradient.Row;
            var to = inputGradient.Start + row * inputGradient.Row;
            for (var channel = 0; channel < Shape.Channels; channel++)
            {
                for (var place = 0; place < Shape.Positions; place++)
                    *to++ = from[place * Shape.Channels + channel];
            }

            new Span<float>(to, Width - Size).Clear();
        }
    }
}
