using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>
/// Normalizes each unit, or each channel of an image or a sequence: by the batch in training, which moves the statistics that it is
/// normalized by else.
/// </summary>
internal sealed unsafe class BatchNormStep : FusedStep
{
    private readonly ChannelPeriod _channels;
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
        _channels = new ChannelPeriod(Shape);
        _period = _channels.Length;
    }

    public BatchNormWeights Places { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override UnitDependence Dependence => UnitDependence.SameUnit;

    // One value by itself is its own mean, and normalized to 0 whatever it is.
    public override int FewestRows => Shape.Positions > 1 || IsFrozen ? 1 : 2;

    /// <summary>Whether it normalizes by the moving statistics in training too, and leaves them as they are: Keras's <c>trainable = False</c>.</summary>
    public bool IsFrozen => Places.Gamma.IsFrozen;

    public float Momentum { get; }

    public float Epsilon { get; }

    // The batch's means, then what its deviations from them are multiplied by; and, of several places, room for sums and what is repeated.
    public override int ScratchLength(int rows) => checked(2 * Width + (Shape.Positions == 1 ? 0 : 8 * _period));

    // Up to the period what deviations from the means are multiplied by, the means, and what is added.
    public override int WorkspaceLength(int rows) => checked(3 * _period);

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        var isTraining = run.Batch.IsTraining && !IsFrozen;
        var means = isTraining ? run.Scratch : run.Parameters + Places.MovingMean.Offset;
        float* scales = run.Workspace, betas = run.Parameters + Places.Beta.Offset;
        if (isTraining)
            FollowBatch(run);
        for (var channel = 0; channel < Shape.Channels; channel += Vector256<float>.Count)
        {
            var variance = Vector256.Load(isTraining ? run.Scratch + Width + channel : run.Parameters + Places.MovingVariance.Offset + channel);
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

        Normalize(
            run, _channels.Repeat(means, run.Workspace + _period), _channels.Repeat(scales, scales), _channels.Repeat(betas, run.Workspace + 2 * _period));
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

        if (Shape.Positions > 1)
        {
            BackwardPlaces(run, outputGradient, inputGradient.Start != null, gradient);
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
        var scales = run.Scratch;
        for (var channel = 0; channel < Shape.Channels; channel += Vector256<float>.Count)
        {
            var variance = Vector256.Load(run.Parameters + Places.MovingVariance.Offset + channel);
            var inverse = Vector256<float>.One / Vector256.Sqrt(variance + Vector256.Create(Epsilon));
            (inverse * Vector256.Load(run.Parameters + Places.Gamma.Offset + channel)).Store(scales + channel);
        }

        _channels.Repeat(scales, scales);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var slopes = gradient.Start + row * gradient.Row;
            for (int i = 0, place = 0; i < Width; i += Vector256<float>.Count)
            {
                (Vector256.Load(slopes + i) * Vector256.Load(scales + place)).Store(slopes + i);
                place += Vector256<float>.Count;
                place = place == _period ? 0 : place;
            }
        }
    }

    /// <summary>Moves the statistics towards the batch's, and keeps its means and variances in the scratch.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private void FollowBatch(in StepRun run)
    {
        if (Shape.Positions > 1)
            MeasurePlaces(run);
        for (var channel = 0; channel < Shape.Channels; channel += Vector256<float>.Count)
        {
            var moments = Shape.Positions == 1
                ? UnitMoments.Of(run.Batch, run.Input, channel)
                : new(Vector256.Load(run.Scratch + channel), Vector256.Load(run.Scratch + Width + channel));
            Follow(run.Parameters + Places.MovingMean.Offset + channel, moments.Mean);
            Follow(run.Parameters + Places.MovingVariance.Offset + channel, moments.Variance);
            moments.Mean.Store(run.Scratch + channel);
            moments.Variance.Store(run.Scratch + Width + channel);
        }
    }

    /// <summary>Means and variances over rows and places.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private void MeasurePlaces(in StepRun run)
    {
        float* means = run.Scratch, variances = run.Scratch + Width, repeated = run.Scratch + 2 * Width;
        float* sums = repeated + _period, room = sums + _period;
        var total = (float)(run.Batch.Weight * Shape.Positions);
        // What is beyond the channels is 0, as in the statistics.
        new Span<float>(means, AlignedBuffer.Pad(Shape.Channels)).Clear();
        new Span<float>(variances, AlignedBuffer.Pad(Shape.Channels)).Clear();
        // Around a value of the channel: the mean of a constant is then that constant, whatever is rounded.
        _channels.Sum(new DifferenceTerm(run.Input, _channels.Repeat(run.Input.Start, repeated)), run.Batch, isWeighted: true, sums, room);
        for (var channel = 0; channel < Shape.Channels; channel++)
            means[channel] = run.Input.Start[channel] + sums[channel] / total;
        _channels.Sum(new SquareTerm(run.Input, _channels.Repeat(means, repeated)), run.Batch, isWeighted: true, sums, room);
        for (var channel = 0; channel < Shape.Channels; channel++)
            variances[channel] = sums[channel] / total;
    }

    /// <summary>The gradient where a channel is at several places, each of which counts as a row.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private void BackwardPlaces(in StepRun run, Matrix slopes, bool isWanted, float* gradient)
    {
        var room = run.Scratch + 2 * Width;
        float* means = _channels.Repeat(run.Scratch, room), inverses = _channels.Repeat(run.Scratch + Width, room + _period);
        float* sums = room + 2 * _period, products = sums + _period, rest = products + _period;
        _channels.Sum(new ValueTerm(slopes), run.Batch, isWeighted: false, sums, rest);
        _channels.Sum(new NormalizedTerm(slopes, run.Input, means, inverses), run.Batch, isWeighted: false, products, rest);
        for (var channel = 0; channel < Shape.Channels; channel += Vector256<float>.Count)
        {
            Add(Vector256.Load(products + channel), gradient + Places.Gamma.Offset + channel);
            Add(Vector256.Load(sums + channel), gradient + Places.Beta.Offset + channel);
        }

        if (!isWanted)
            return;
        var scales = _channels.Repeat(run.Parameters + Places.Gamma.Offset, rest);
        Channels.Multiply(_period, scales, inverses, scales);
        _channels.Repeat(sums, sums);
        _channels.Repeat(products, products);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var share = Vector256.Create((float)(run.Batch.WeightOf(row) / (run.Batch.Weight * Shape.Positions)));
            float* x = run.Input.Start + row * run.Input.Row, g = slopes.Start + row * slopes.Row;
            for (int i = 0, place = 0; i < Width; i += Vector256<float>.Count)
            {
                var normalized = (Vector256.Load(x + i) - Vector256.Load(means + place)) * Vector256.Load(inverses + place);
                var mean = Vector256.MultiplyAddEstimate(normalized, Vector256.Load(products + place), Vector256.Load(sums + place));
                ((Vector256.Load(g + i) - share * mean) * Vector256.Load(scales + place)).Store(g + i);
                place += Vector256<float>.Count;
                place = place == _period ? 0 : place;
            }
        }

        Rows.ClearColumns(Tile.All(run.Batch.Rows, Width), Size, slopes);
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
