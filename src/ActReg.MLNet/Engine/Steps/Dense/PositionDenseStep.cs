using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>A dense layer on each timestep's features, or each pixel's channels.</summary>
internal sealed unsafe class PositionDenseStep : FusedStep
{
    private readonly int _channels;
    private readonly int _transposedLength;

    /// <param name="plan">What it follows.</param>
    /// <param name="units">The values per place that it puts out.</param>
    /// <param name="penalty">The penalty on its output.</param>
    /// <param name="kernelPenalty">The penalty on its kernel.</param>
    /// <param name="initializer">What its kernel begins as; null for what its role says.</param>
    public PositionDenseStep(
        PlanBuilder plan, int units, ActivityRegularizer? penalty, KernelRegularizer? kernelPenalty, KernelInitializer? initializer)
        : base(plan.LayerIndex, plan.Shape.WithChannels(units), penalty)
    {
        _channels = plan.Shape.Channels;
        _transposedLength = checked(units * AlignedBuffer.Pad(_channels));
        (Kernel, Bias, _) = DenseWeights.Place(plan, units, initializer: initializer);
        Weights = [Kernel, Bias];
        KernelPenalty = kernelPenalty;
    }

    public WeightPlace Kernel { get; }

    public WeightPlace Bias { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override KernelRegularizer? KernelPenalty { get; }

    public override bool IsInPlace => false;

    public override int WorkspaceLength(int rows) => ChannelProduct.RoomLength(Math.Max(rows, Shape.Positions), Shape.Channels);

    // The kernel's transpose, and room for products.
    public override int ScratchLength(int rows) => checked(_transposedLength + ChannelGradient.RoomLength(rows, Shape.Channels, _channels));

    /// <remarks>The larger product at a time: all places of a row, or a place of all rows. The bits are the same.</remarks>
    /// <inheritdoc/>
    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        var (rows, positions, units) = (run.Batch.Rows, Shape.Positions, Shape.Channels);
        var kernel = Kernel.Stored(run.Parameters);
        var bias = run.Parameters + Bias.Offset;
        for (var row = 0; row < rows && positions > rows; row++)
        {
            ChannelProduct.Multiply(
                positions, units, _channels, new Matrix(run.Input.Start + row * run.Input.Row, _channels), kernel, bias,
                new Matrix(run.Output.Start + row * run.Output.Row, units), run.Workspace);
        }

        for (var place = 0; place < positions && positions <= rows; place++)
            ChannelProduct.Multiply(rows, units, _channels, At(run.Input, place, _channels), kernel, bias, At(run.Output, place, units), run.Workspace);
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        var (rows, units) = (run.Batch.Rows, Shape.Channels);
        var room = run.Scratch + _transposedLength;
        var kernelGradient = Kernel.IsFrozen ? default : Kernel.Stored(gradient);
        for (var place = 0; place < Shape.Positions; place++)
        {
            ChannelGradient.Add(
                rows, units, _channels, At(run.Input, place, _channels), At(outputGradient, place, units), kernelGradient, gradient + Bias.Offset, room);
        }

        if (inputGradient.Start == null)
            return;
        var transposed = new Matrix(run.Scratch, AlignedBuffer.Pad(_channels));
        Transposition.Run(_channels, units, Kernel.Stored(run.Parameters), transposed);
        for (var place = 0; place < Shape.Positions; place++)
            ChannelGradient.Multiply(rows, units, _channels, At(outputGradient, place, units), transposed, At(inputGradient, place, _channels), room);
        var size = Shape.Positions * _channels;
        Rows.ClearColumns(Tile.All(rows, AlignedBuffer.Pad(size)), size, inputGradient);
    }

    /// <summary>One place of all rows.</summary>
    private static Matrix At(Matrix values, int place, int channels) => new(values.Start + place * channels, values.Row);
}
