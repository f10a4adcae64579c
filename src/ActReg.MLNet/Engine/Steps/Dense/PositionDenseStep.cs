using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>A dense layer on each timestep's features, or each pixel's channels.</summary>
internal sealed unsafe class PositionDenseStep : Step
{
    private readonly int _channels;

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
        (Kernel, Bias, _) = DenseWeights.Place(plan, units, initializer: initializer);
        Weights = [Kernel, Bias];
        KernelPenalty = kernelPenalty;
    }

    public WeightPlace Kernel { get; }

    public WeightPlace Bias { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override KernelRegularizer? KernelPenalty { get; }

    public override int WorkspaceLength(int rows) => ChannelProduct.RoomLength(Shape.Positions, Shape.Channels);

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        var kernel = Kernel.Stored(run.Parameters);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            ChannelProduct.Multiply(
                Shape.Positions, Shape.Channels, _channels,
                new Matrix(run.Input.Start + row * run.Input.Row, _channels), kernel, run.Parameters + Bias.Offset,
                new Matrix(run.Output.Start + row * run.Output.Row, Shape.Channels), run.Workspace);
        }
    }
}
