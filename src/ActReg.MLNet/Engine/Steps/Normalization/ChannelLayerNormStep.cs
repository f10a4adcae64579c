using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary>Layer normalization of each pixel's channels, or each timestep's features.</summary>
internal sealed unsafe class ChannelLayerNormStep : Step
{
    /// <param name="plan">What it follows.</param>
    /// <param name="epsilon">What is added to variances.</param>
    /// <param name="penalty">The penalty on its output.</param>
    public ChannelLayerNormStep(PlanBuilder plan, float epsilon, ActivityRegularizer? penalty)
        : base(plan.LayerIndex, plan.Shape, penalty)
    {
        Epsilon = epsilon;
        Places = LayerNormWeights.Place(plan);
        Weights = Places.All;
    }

    public LayerNormWeights Places { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public float Epsilon { get; }

    public override void Forward(in StepRun run)
    {
        var gamma = new ReadOnlySpan<float>(run.Parameters + Places.Gamma.Offset, Shape.Channels);
        var beta = new ReadOnlySpan<float>(run.Parameters + Places.Beta.Offset, Shape.Channels);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var from = run.Input.Start + row * run.Input.Row;
            var to = run.Output.Start + row * run.Output.Row;
            for (var place = 0; place < Size; place += Shape.Channels)
            {
                var values = new Span<float>(to + place, Shape.Channels);
                Normalize(new ReadOnlySpan<float>(from + place, Shape.Channels), values);
                TensorPrimitives.MultiplyAdd(values, gamma, beta, values);
            }
        }
    }

    private void Normalize(ReadOnlySpan<float> values, Span<float> result)
    {
        TensorPrimitives.Subtract(values, TensorPrimitives.Sum(values) / values.Length, result);
        var variance = TensorPrimitives.SumOfSquares<float>(result) / values.Length;
        TensorPrimitives.Multiply(result, 1 / MathF.Sqrt(variance + Epsilon), result);
    }
}
