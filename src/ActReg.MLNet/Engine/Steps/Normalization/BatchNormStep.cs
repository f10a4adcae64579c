using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Normalizes each unit: by the batch in training, which moves the statistics that it is normalized by else.</summary>
internal sealed unsafe class BatchNormStep : FusedStep
{
    /// <param name="plan">What it follows.</param>
    /// <param name="momentum">The share of the moving statistics that a batch leaves.</param>
    /// <param name="epsilon">What is added to variances.</param>
    /// <param name="penalty">The penalty on its output.</param>
    public BatchNormStep(PlanBuilder plan, float momentum, float epsilon, ActivityRegularizer? penalty)
        : base(plan.LayerIndex, plan.Shape, penalty)
    {
        Momentum = momentum;
        Epsilon = epsilon;
        Places = BatchNormWeights.Place(plan);
        Weights = Places.All;
    }

    public BatchNormWeights Places { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override UnitDependence Dependence => UnitDependence.SameUnit;

    public float Momentum { get; }

    public float Epsilon { get; }

    // The batch's means, then what its deviations from them are multiplied by.
    public override int ScratchLength => checked(2 * Width);

    public override void Forward(in StepRun run)
    {
        for (var column = 0; column < Width; column += Vector256<float>.Count)
        {
            var moments = run.Batch.IsTraining ? UnitMoments.Of(run.Batch, run.Input, column) : Moving(run.Parameters, column);
            var inverse = Vector256<float>.One / Vector256.Sqrt(moments.Variance + Vector256.Create(Epsilon));
            if (run.Batch.IsTraining)
            {
                Follow(run.Parameters + Places.MovingMean.Offset + column, moments.Mean);
                Follow(run.Parameters + Places.MovingVariance.Offset + column, moments.Variance);
                moments.Mean.Store(run.Scratch + column);
                inverse.Store(run.Scratch + Width + column);
            }

            Normalize(run, column, moments.Mean, inverse);
        }
    }

    /// <remarks>
    /// With <c>n</c> the normalized values, <c>g</c> the gradient by the output and <c>s</c> a row's share of the batch, that by
    /// the input is <c>gamma / √(variance + epsilon) (g - s (Σg + n Σgn))</c>: the mean and the variance depend on each row by
    /// its share.
    /// </remarks>
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        for (var column = 0; column < Width; column += Vector256<float>.Count)
        {
            var mean = Vector256.Load(run.Scratch + column);
            var inverse = Vector256.Load(run.Scratch + Width + column);
            var x = new Matrix(run.Input.Start + column, run.Input.Row);
            var g = new Matrix(outputGradient.Start + column, outputGradient.Row);
            var sum = Vector256<float>.Zero;
            var product = Vector256<float>.Zero;
            for (var row = 0; row < run.Batch.Rows; row++)
            {
                var slope = Vector256.Load(g.Start + row * g.Row);
                sum += slope;
                product = Vector256.MultiplyAddEstimate(slope, (Vector256.Load(x.Start + row * x.Row) - mean) * inverse, product);
            }

            Add(product, gradient + Places.Gamma.Offset + column);
            Add(sum, gradient + Places.Beta.Offset + column);
            if (inputGradient.Start == null)
                continue;
            var scale = inverse * Vector256.Load(run.Parameters + Places.Gamma.Offset + column);
            for (var row = 0; row < run.Batch.Rows; row++)
            {
                var share = Vector256.Create((float)(run.Batch.WeightOf(row) / run.Batch.Weight));
                var normalized = (Vector256.Load(x.Start + row * x.Row) - mean) * inverse;
                var slopes = g.Start + row * g.Row;
                var slope = Vector256.Load(slopes) - share * Vector256.MultiplyAddEstimate(normalized, product, sum);
                (slope * scale).Store(slopes);
            }
        }
    }

    private UnitMoments Moving(float* parameters, int column) => new(
        Vector256.Load(parameters + Places.MovingMean.Offset + column), Vector256.Load(parameters + Places.MovingVariance.Offset + column));

    private void Normalize(in StepRun run, int column, Vector256<float> mean, Vector256<float> inverse)
    {
        var scale = inverse * Vector256.Load(run.Parameters + Places.Gamma.Offset + column);
        var beta = Vector256.Load(run.Parameters + Places.Beta.Offset + column);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var deviation = Vector256.Load(run.Input.Start + row * run.Input.Row + column) - mean;
            Vector256.MultiplyAddEstimate(deviation, scale, beta).Store(run.Output.Start + row * run.Output.Row + column);
        }
    }

    private static void Add(Vector256<float> values, float* gradient) => (Vector256.Load(gradient) + values).Store(gradient);

    private void Follow(float* moving, Vector256<float> batch)
    {
        var before = Vector256.Load(moving);
        Vector256.MultiplyAddEstimate(batch - before, Vector256.Create(1 - Momentum), before).Store(moving);
    }
}
