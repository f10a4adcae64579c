using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Brings an image from [channels, height, width], as features have it, to [height, width, channels].</summary>
internal sealed unsafe class ChannelsLastStep(int layerIndex, LayerShape shape) : Step(layerIndex, shape, penalty: null)
{
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
}
