using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>
/// Normalizes each unit, or each channel of an image or a sequence: by the batch in training, which moves the statistics that it is
/// normalized by else.
/// </summary>
internal sealed unsafe class BatchNormStep : FusedStep
{
    /// <summary>After how many values of a row both the channels and the vectors begin again; the row's end, if that comes first.</summary>
    private readonly int _period;

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
        // The greatest divisor that channels and vectors have in common is a power of two.
        var channels = (long)Shape.Channels;
        _period = (int)Math.Min(Width, channels * (Vector256<float>.Count / Math.Min(Vector256<float>.Count, channels & -channels)));
    }

    public BatchNormWeights Places { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override UnitDependence Dependence => UnitDependence.SameUnit;

    // One value by itself is its own mean, and normalized to 0 whatever it is.
    public override int FewestRows => Shape.Positions > 1 || IsFrozen ? 1 : 2;

    // The backward pass is one of units.
    public override FusedStep? Fused => Shape.Rank == 1 ? this : null;

    /// <summary>Whether it normalizes by the moving statistics in training too, and leaves them as they are: Keras's <c>trainable = False</c>.</summary>
    public bool IsFrozen => Places.Gamma.IsFrozen;

    public float Momentum { get; }

    public float Epsilon { get; }

    // The batch's means, then what its deviations from them are multiplied by.
    public override int ScratchLength(int rows) => checked(2 * Width);

    // Up to the period what deviations from the means are multiplied by, the means, and what is added.
    public override int WorkspaceLength(int rows) => checked(3 * _period);

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        var isTraining = run.Batch.IsTraining && !IsFrozen;
        var means = isTraining ? run.Scratch : run.Parameters + Places.MovingMean.Offset;
        float* scales = run.Workspace, betas = run.Parameters + Places.Beta.Offset;
        for (var channel = 0; channel < Shape.Channels; channel += Vector256<float>.Count)
        {
            var variance = isTraining ? FollowBatch(run, channel) : Vector256.Load(run.Parameters + Places.MovingVariance.Offset + channel);
            var inverse = Vector256<float>.One / Vector256.Sqrt(variance + Vector256.Create(Epsilon));
            if (isTraining)
                inverse.Store(run.Scratch + Width + channel);
            (inverse * Vector256.Load(run.Parameters + Places.Gamma.Offset + channel)).Store(scales + channel);
        }

        if (Shape.Positions == 1)
        {
            Normalize(run, means, scales, betas);
            return;
        }

        Normalize(run, Repeat(means, run.Workspace + _period), Repeat(scales, scales), Repeat(betas, run.Workspace + 2 * _period));
        Rows.ClearColumns(Tile.All(run.Batch.Rows, Width), Size, run.Output);
    }

    /// <remarks>
    /// With <c>n</c> the normalized values, <c>g</c> the gradient by the output and <c>s</c> a row's share of the batch, that by
    /// the input is <c>gamma / √(variance + epsilon) (g - s (Σg + n Σgn))</c>: the mean and the variance depend on each row by
    /// its share.
    /// </remarks>
    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        if (IsFrozen)
        {
            Scale(run, outputGradient);
            return;
        }

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

    /// <summary>The gradient where means and variances are constants.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private void Scale(in StepRun run, Matrix gradient)
    {
        for (var column = 0; column < Width; column += Vector256<float>.Count)
        {
            var variance = Vector256.Load(run.Parameters + Places.MovingVariance.Offset + column);
            var inverse = Vector256<float>.One / Vector256.Sqrt(variance + Vector256.Create(Epsilon));
            var scale = inverse * Vector256.Load(run.Parameters + Places.Gamma.Offset + column);
            for (var row = 0; row < run.Batch.Rows; row++)
            {
                var slopes = gradient.Start + row * gradient.Row + column;
                (Vector256.Load(slopes) * scale).Store(slopes);
            }
        }
    }

    /// <summary>Moves the statistics of eight units towards the batch's, keeps its mean for the backward pass, and returns its variance.</summary>
    private Vector256<float> FollowBatch(in StepRun run, int unit)
    {
        var moments = UnitMoments.Of(run.Batch, run.Input, unit);
        Follow(run.Parameters + Places.MovingMean.Offset + unit, moments.Mean);
        Follow(run.Parameters + Places.MovingVariance.Offset + unit, moments.Variance);
        moments.Mean.Store(run.Scratch + unit);
        return moments.Variance;
    }

    /// <summary>Copies a value per channel to every place of the period.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private float* Repeat(float* values, float* to)
    {
        for (var i = 0; i < _period; i++)
            to[i] = i < Shape.Channels ? values[i] : to[i - Shape.Channels];
        return to;
    }

    [MethodImpl(Compilation.AtOnce)]
    private void Normalize(in StepRun run, float* means, float* scales, float* betas)
    {
        var (width, period) = (Width, _period);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var x = run.Input.Start + row * run.Input.Row;
            var output = run.Output.Start + row * run.Output.Row;
            for (int i = 0, place = 0; i < width; i += Vector256<float>.Count)
            {
                var deviation = Vector256.Load(x + i) - Vector256.Load(means + place);
                Vector256.MultiplyAddEstimate(deviation, Vector256.Load(scales + place), Vector256.Load(betas + place)).Store(output + i);
                place += Vector256<float>.Count;
                place = place == period ? 0 : place;
            }
        }
    }

    private static void Add(Vector256<float> values, float* gradient) => (Vector256.Load(gradient) + values).Store(gradient);

    private void Follow(float* moving, Vector256<float> batch)
    {
        var before = Vector256.Load(moving);
        Vector256.MultiplyAddEstimate(batch - before, Vector256.Create(1 - Momentum), before).Store(moving);
    }
}
