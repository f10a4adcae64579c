using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Normalizes each row over its units, or each pixel over its channels, or each timestep over its features.</summary>
/// <remarks>The backward pass computes a row's mean and variance again: they take less time than room.</remarks>
internal sealed unsafe class LayerNormStep : FusedStep
{
    private readonly int _channels;

    /// <param name="plan">What it follows.</param>
    /// <param name="epsilon">What is added to variances.</param>
    /// <param name="penalty">The penalty on its output.</param>
    public LayerNormStep(PlanBuilder plan, float epsilon, ActivityRegularizer? penalty)
        : base(plan.LayerIndex, plan.Shape, penalty)
    {
        Epsilon = epsilon;
        Places = LayerNormWeights.Place(plan);
        Weights = Places.All;
        _channels = Shape.Channels;
    }

    public LayerNormWeights Places { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public float Epsilon { get; }

    public override bool GoesByRow => Shape.Positions > 1;

    // A place's channels.
    public override int WorkspaceLength(int rows) => AlignedBuffer.Pad(_channels);

    // A place's channels, and the gradient by them.
    public override int ScratchLength(int rows) => IsWhole ? 0 : 2 * AlignedBuffer.Pad(_channels);

    /// <summary>Whether what a place's last vector holds is the place's own, or a row's padding.</summary>
    private bool IsWhole => Shape.Positions == 1 || AlignedBuffer.Pad(_channels) == _channels;

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        var gamma = run.Parameters + Places.Gamma.Offset;
        var beta = run.Parameters + Places.Beta.Offset;
        // Whole vectors: what a place's last one writes of the next is overwritten then, but it must not leave the row.
        var lastWithRoom = Math.Min(Width - AlignedBuffer.Pad(_channels), Size - _channels);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var x = run.Input.Start + row * run.Input.Row;
            var output = run.Output.Start + row * run.Output.Row;
            var place = 0;
            for (; place <= lastWithRoom; place += _channels)
                Normalize(x + place, gamma, beta, output + place);
            for (; place < Size; place += _channels)
            {
                var values = new Span<float>(run.Workspace, _channels);
                new ReadOnlySpan<float>(x + place, _channels).CopyTo(values);
                Normalize(run.Workspace, gamma, beta, run.Workspace);
                values.CopyTo(new Span<float>(output + place, _channels));
            }
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var x = run.Input.Start + row * run.Input.Row;
            var slopes = outputGradient.Start + row * outputGradient.Row;
            for (var place = 0; place < Size; place += _channels)
            {
                if (IsWhole)
                    Backward(run, x + place, slopes + place, inputGradient.Start != null, gradient);
                else
                    BackwardApart(run, x + place, slopes + place, inputGradient.Start != null, gradient);
            }
        }
    }

    /// <summary>The same of a place whose channels have others in their last vector.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private void BackwardApart(in StepRun run, float* x, float* slopes, bool isWanted, float* gradient)
    {
        float* values = run.Scratch, valueSlopes = run.Scratch + AlignedBuffer.Pad(_channels);
        new ReadOnlySpan<float>(x, _channels).CopyTo(new Span<float>(values, _channels));
        new ReadOnlySpan<float>(slopes, _channels).CopyTo(new Span<float>(valueSlopes, _channels));
        new Span<float>(valueSlopes + _channels, AlignedBuffer.Pad(_channels) - _channels).Clear();
        Backward(run, values, valueSlopes, isWanted, gradient);
        new ReadOnlySpan<float>(valueSlopes, _channels).CopyTo(new Span<float>(slopes, _channels));
    }

    /// <remarks>
    /// With <c>n</c> the normalized values and <c>h</c> gamma times the gradient by the output, that by the input is
    /// <c>(h - mean(h) - n mean(h n)) / √(variance + epsilon)</c>, with means over the place's channels.
    /// </remarks>
    [MethodImpl(Compilation.AtOnce)]
    private void Backward(in StepRun run, float* x, float* slopes, bool isWanted, float* gradient)
    {
        var gamma = run.Parameters + Places.Gamma.Offset;
        var gammaGradient = gradient + Places.Gamma.Offset;
        var betaGradient = gradient + Places.Beta.Offset;
        var (mean, inverse) = Moments(x);
        var sum = Vector256<float>.Zero;
        var product = Vector256<float>.Zero;
        for (var i = 0; i < _channels; i += Vector256<float>.Count)
        {
            var slope = Vector256.Load(slopes + i);
            var normalized = Deviation(x, i, mean) * inverse;
            (Vector256.Load(betaGradient + i) + slope).Store(betaGradient + i);
            Vector256.MultiplyAddEstimate(slope, normalized, Vector256.Load(gammaGradient + i)).Store(gammaGradient + i);
            slope *= Vector256.Load(gamma + i);
            sum += slope;
            product = Vector256.MultiplyAddEstimate(slope, normalized, product);
        }

        if (!isWanted)
            return;
        var meanSlope = Vector256.Create(Vector256.Sum(sum) / _channels);
        var meanProduct = Vector256.Create(Vector256.Sum(product) / _channels);
        for (var i = 0; i < _channels; i += Vector256<float>.Count)
        {
            var normalized = Deviation(x, i, mean) * inverse;
            var slope = Vector256.Load(slopes + i) * Vector256.Load(gamma + i) - meanSlope - normalized * meanProduct;
            ((slope * inverse) & Channels(i)).Store(slopes + i);
        }
    }

    /// <summary>Normalizes a place's channels; zeros take the rest of the last vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Normalize(float* x, float* gamma, float* beta, float* output)
    {
        var (mean, inverse) = Moments(x);
        for (var i = 0; i < _channels; i += Vector256<float>.Count)
        {
            var normalized = Deviation(x, i, mean) * inverse;
            Vector256.MultiplyAddEstimate(normalized, Vector256.Load(gamma + i), Vector256.Load(beta + i)).Store(output + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector256<float> Mean, Vector256<float> Inverse) Moments(float* x)
    {
        // Around one of the values: the mean of equal ones is then that value, whatever is rounded.
        var origin = Vector256.Create(x[0]);
        var last = AlignedBuffer.Pad(_channels) - Vector256<float>.Count;
        var sum = Vector256<float>.Zero;
        for (var i = 0; i < last; i += Vector256<float>.Count)
            sum += Vector256.Load(x + i) - origin;
        sum += Deviation(x, last, origin);
        var mean = origin + Vector256.Create(Vector256.Sum(sum) / _channels);
        var squares = Vector256<float>.Zero;
        Vector256<float> deviation;
        for (var i = 0; i < last; i += Vector256<float>.Count)
        {
            deviation = Vector256.Load(x + i) - mean;
            squares = Vector256.MultiplyAddEstimate(deviation, deviation, squares);
        }

        deviation = Deviation(x, last, mean);
        squares = Vector256.MultiplyAddEstimate(deviation, deviation, squares);
        var variance = Vector256.Sum(squares) / _channels + Epsilon;
        // Of squares that no float holds nothing is known: 1 over them would be an ordinary 0.
        return (mean, Vector256.Create(float.IsPositiveInfinity(variance) ? float.NaN : 1 / MathF.Sqrt(variance)));
    }

    /// <summary>What eight channels deviate; 0 in the padding.</summary>
    private Vector256<float> Deviation(float* x, int first, Vector256<float> mean) =>
        (Vector256.Load(x + first) - mean) & Channels(first);

    /// <summary>All bits of those of eight places that are channels, not padding.</summary>
    private Vector256<float> Channels(int first) =>
        Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(_channels - first)).AsSingle();
}
