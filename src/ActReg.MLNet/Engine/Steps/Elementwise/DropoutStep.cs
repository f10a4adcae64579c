using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Drops random values in training; else copies them.</summary>
/// <remarks>The backward pass draws the same mask again, which costs less than to keep it.</remarks>
internal sealed unsafe class DropoutStep(int layerIndex, LayerShape shape, float rate, ActivityRegularizer? penalty)
    : FusedStep(layerIndex, shape, penalty)
{
    public override bool GoesByRow => Shape.Positions > 1;

    public override UnitDependence Dependence => UnitDependence.SameUnit;

    /// <summary>What is dropped of a batch in training.</summary>
    public DropoutMask Mask(ulong noise) => new(noise, LayerIndex, rate);

    public override void Forward(in StepRun run)
    {
        if (run.Batch.IsTraining)
        {
            Apply(run.Batch, run.Input, run.Output);
            return;
        }

        var length = checked(run.Batch.Rows * Stride);
        new ReadOnlySpan<float>(run.Input.Start, length).CopyTo(new Span<float>(run.Output.Start, length));
    }

    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient) =>
        Apply(run.Batch, outputGradient, outputGradient);

    [MethodImpl(Compilation.AtOnce)]
    private void Apply(in Batch batch, Matrix from, Matrix to)
    {
        var mask = Mask(batch.Noise);
        for (var row = 0; row < batch.Rows; row++)
        {
            var values = new ReadOnlySpan<float>(from.Start + row * from.Row, Width);
            mask.Apply(batch.FirstRow + row, values, new Span<float>(to.Start + row * to.Row, Width));
        }
    }
}
