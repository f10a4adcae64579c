using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary>Batch normalization of an image's channels, or a sequence's features.</summary>
internal sealed unsafe class ChannelBatchNormStep : Step
{
    /// <param name="plan">What it follows.</param>
    /// <param name="momentum">The share of the moving statistics that a batch leaves.</param>
    /// <param name="epsilon">What is added to variances.</param>
    /// <param name="penalty">The penalty on its output.</param>
    public ChannelBatchNormStep(PlanBuilder plan, float momentum, float epsilon, ActivityRegularizer? penalty)
        : base(plan.LayerIndex, plan.Shape, penalty)
    {
        Momentum = momentum;
        Epsilon = epsilon;
        Places = BatchNormWeights.Place(plan);
        Weights = Places.All;
    }

    public BatchNormWeights Places { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public float Momentum { get; }

    public float Epsilon { get; }

    // A scale and a shift for each channel.
    public override int WorkspaceLength(int rows) => checked(2 * Shape.Channels);

    public override void Forward(in StepRun run)
    {
        var scale = new Span<float>(run.Workspace, Shape.Channels);
        var shift = new Span<float>(run.Workspace + Shape.Channels, Shape.Channels);
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            scale[channel] = run.Parameters[Places.Gamma.Offset + channel] / MathF.Sqrt(run.Parameters[Places.MovingVariance.Offset + channel] + Epsilon);
            shift[channel] = run.Parameters[Places.Beta.Offset + channel] - run.Parameters[Places.MovingMean.Offset + channel] * scale[channel];
        }

        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var from = run.Input.Start + row * run.Input.Row;
            var to = run.Output.Start + row * run.Output.Row;
            for (var place = 0; place < Size; place += Shape.Channels)
            {
                TensorPrimitives.MultiplyAdd(
                    new ReadOnlySpan<float>(from + place, Shape.Channels), scale, shift, new Span<float>(to + place, Shape.Channels));
            }
        }
    }
}
