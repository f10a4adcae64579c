namespace ActReg.MLNet;

/// <summary>An activation function, applied to each value.</summary>
internal sealed unsafe class ActivationStep(int layerIndex, int size, Activation activation, ActivityRegularizer? penalty)
    : Step(layerIndex, size, penalty)
{
    public Activation Activation { get; } = activation;

    public override void Forward(in StepRun run)
    {
        var length = checked(run.Batch.Rows * Stride);
        Activation.Forward(new ReadOnlySpan<float>(run.Input.Start, length), new Span<float>(run.Output.Start, length));
        if (!Activation.KeepsZero)
            Rows.ClearColumns(run.Batch.Rows, run.Output, Size, Stride);
    }

    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        var length = checked(run.Batch.Rows * Stride);
        Activation.Backward(
            new ReadOnlySpan<float>(run.Input.Start, length), new ReadOnlySpan<float>(run.Output.Start, length),
            new Span<float>(outputGradient.Start, length));
    }
}
