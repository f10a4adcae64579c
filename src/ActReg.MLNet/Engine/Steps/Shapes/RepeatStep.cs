using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Puts out each place several times: rows and columns of an image, timesteps of a sequence, or units as timesteps.</summary>
/// <param name="layerIndex">The layer's place.</param>
/// <param name="input">What it gets.</param>
/// <param name="places">What one place becomes.</param>
/// <param name="rank">That of its output.</param>
/// <param name="penalty">The penalty on its output.</param>
internal sealed unsafe class RepeatStep(int layerIndex, LayerShape input, Size2D places, int rank, ActivityRegularizer? penalty)
    : FusedStep(layerIndex, input.Times(places) with { Rank = rank }, penalty)
{
    public LayerShape Input { get; } = input;

    /// <summary>What one place becomes.</summary>
    public Size2D Places { get; } = places;

    public override bool IsInPlace => false;

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
            Repeat(run.Input.Start + row * run.Input.Row, run.Output.Start + row * run.Output.Row);
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        if (inputGradient.Start == null)
            return;
        Rows.ClearColumns(Tile.All(run.Batch.Rows, AlignedBuffer.Pad(Input.Size)), 0, inputGradient);
        for (var row = 0; row < run.Batch.Rows; row++)
            AddUp(outputGradient.Start + row * outputGradient.Row, inputGradient.Start + row * inputGradient.Row);
    }

    /// <summary>Adds to each place what there is of its copies.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private void AddUp(float* from, float* to)
    {
        for (var y = 0; y < Shape.Height; y++)
        {
            var row = to + (nint)(y / Places.Height) * Input.Width * Shape.Channels;
            for (var x = 0; x < Shape.Width; x++, from += Shape.Channels)
                Channels.Add(Shape.Channels, from, row + x / Places.Width * Shape.Channels);
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    private void Repeat(float* from, float* to)
    {
        var length = Shape.Width * Shape.Channels;
        for (var y = 0; y < Input.Height; y++)
        {
            var first = new Span<float>(to, length);
            for (var x = 0; x < Shape.Width; x++, to += Shape.Channels)
            {
                new ReadOnlySpan<float>(from + x / Places.Width * Shape.Channels, Shape.Channels)
                    .CopyTo(new Span<float>(to, Shape.Channels));
            }

            for (var copy = 1; copy < Places.Height; copy++, to += length)
                first.CopyTo(new Span<float>(to, length));
            from += Input.Width * Shape.Channels;
        }
    }
}
