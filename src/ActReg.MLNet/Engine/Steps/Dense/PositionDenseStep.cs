namespace ActReg.MLNet;

/// <summary>A dense layer on each timestep's features, or each pixel's channels.</summary>
internal sealed unsafe class PositionDenseStep : Step
{
    private readonly LayerShape _input;
    private readonly WeightPlace _kernel;
    private readonly WeightPlace _bias;

    /// <param name="plan">What it follows.</param>
    /// <param name="units">The values per place that it puts out.</param>
    /// <param name="penalty">The penalty on its output.</param>
    /// <param name="kernelPenalty">The penalty on its kernel.</param>
    public PositionDenseStep(PlanBuilder plan, int units, ActivityRegularizer? penalty, KernelRegularizer? kernelPenalty)
        : base(plan.LayerIndex, plan.Shape.WithChannels(units), penalty)
    {
        var name = plan.NameLayer("dense");
        _input = plan.Shape;
        var stride = AlignedBuffer.Pad(units);
        var length = checked(stride * _input.Channels);
        _kernel = new($"{name}/kernel", WeightRole.Kernel, [_input.Channels, units], plan.Offset, length, RowStride: stride);
        _bias = new($"{name}/bias", WeightRole.Bias, units, checked(plan.Offset + length));
        Weights = [_kernel, _bias];
        KernelPenalty = kernelPenalty;
    }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override KernelRegularizer? KernelPenalty { get; }

    public override int WorkspaceLength(int rows) => ChannelProduct.RoomLength(Shape.Positions, Shape.Channels);

    public override void Forward(in StepRun run)
    {
        var kernel = new Matrix(run.Parameters + _kernel.Offset, _kernel.RowStride);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            ChannelProduct.Multiply(
                Shape.Positions, Shape.Channels, _input.Channels,
                new Matrix(run.Input.Start + row * run.Input.Row, _input.Channels), kernel, run.Parameters + _bias.Offset,
                new Matrix(run.Output.Start + row * run.Output.Row, Shape.Channels), run.Workspace);
        }
    }
}
