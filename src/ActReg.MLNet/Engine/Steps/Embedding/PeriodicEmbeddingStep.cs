using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Each feature, and behind it a linear map of its waves: <c>cos(2π w x + b) V + c</c>.</summary>
/// <remarks>Feature by feature, whose few weights stay in the cache; the backward pass computes waves again, which takes less time than room.</remarks>
internal sealed unsafe class PeriodicEmbeddingStep : FusedStep
{
    private const float InverseTurn = 0.15915494309189535f;
    private const float Turn = 6.2831853071795865f;

    private readonly int _features;
    private readonly int _passed;
    private readonly int _width;
    private readonly int _frequencies;
    private readonly int _stride;
    private readonly int _biasStride;

    /// <param name="plan">What it follows: units.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="features">The first of them, so many, are embedded; the others follow as they are.</param>
    public PeriodicEmbeddingStep(PlanBuilder plan, PeriodicEmbeddingLayer layer, int features)
        : base(plan.LayerIndex, LayerShape.Flat(checked(features * layer.Width + plan.Size - features)), layer.ActivityRegularizer)
    {
        _features = features;
        _passed = plan.Size - features;
        _width = layer.Width;
        _frequencies = layer.Frequencies;
        var name = plan.NameLayer("periodic_embedding");
        var linear = new UniformInitializer(1 / Math.Sqrt(layer.Frequencies));
        var waves = WeightLayout.Rows(_features, layer.Frequencies);
        Frequencies = plan.Place($"{name}/frequencies", WeightRole.Frequencies, waves, new NormalInitializer(layer.Sigma));
        Phases = plan.Place($"{name}/phases", WeightRole.Bias, waves, new UniformInitializer(Math.PI));
        Kernel = plan.Place($"{name}/kernel", WeightRole.Kernel, WeightLayout.Rows(_features, _width - 1, layer.Frequencies), linear);
        Bias = plan.Place($"{name}/bias", WeightRole.Bias, WeightLayout.Rows(_features, _width - 1), linear);
        Weights = [Frequencies, Phases, Kernel, Bias];
        _stride = waves.StoredColumns;
        _biasStride = Bias.Layout.StoredColumns;
    }

    /// <summary>The units that are embedded.</summary>
    public int Features => _features;

    public WeightPlace Frequencies { get; }

    public WeightPlace Phases { get; }

    public WeightPlace Kernel { get; }

    public WeightPlace Bias { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override bool IsInPlace => false;

    // A feature's waves.
    public override int WorkspaceLength(int rows) => _stride;

    // The same, and the gradient by them.
    public override int ScratchLength(int rows) => checked(2 * _stride);

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        var waves = run.Workspace;
        for (var feature = 0; feature < _features; feature++)
        {
            var weights = Of(run.Parameters, feature);
            for (var row = 0; row < run.Batch.Rows; row++)
            {
                var x = run.Input.Start[row * run.Input.Row + feature];
                var output = run.Output.Start + row * run.Output.Row + feature * _width;
                for (var k = 0; k < _stride; k += Vector256<float>.Count)
                    Turns.Cos(Angles(weights, x, k)).Store(waves + k);
                output[0] = x;
                for (var i = 0; i < _width - 1; i++)
                    output[i + 1] = DotProducts.Dot(waves, weights.Kernel + i * _stride, _stride) + weights.Bias[i];
            }
        }

        for (var row = 0; row < run.Batch.Rows && _passed > 0; row++)
            Passed(run.Input, row, _features).CopyTo(Passed(run.Output, row, _features * _width));
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        float* waves = run.Scratch, waveSlopes = run.Scratch + _stride;
        for (var feature = 0; feature < _features; feature++)
        {
            FeatureWeights weights = Of(run.Parameters, feature), sums = Of(gradient, feature);
            for (var row = 0; row < run.Batch.Rows; row++)
            {
                var x = run.Input.Start[row * run.Input.Row + feature];
                var slopes = outputGradient.Start + row * outputGradient.Row + feature * _width;
                for (var k = 0; k < _stride; k += Vector256<float>.Count)
                {
                    Turns.Cos(Angles(weights, x, k)).Store(waves + k);
                    Vector256<float>.Zero.Store(waveSlopes + k);
                }

                // Of nothing, a wave is 1: the kernel's padding must have no gradient.
                new Span<float>(waves + _frequencies, _stride - _frequencies).Clear();
                for (var i = 0; i < _width - 1; i++)
                    AddLinear(slopes[i + 1], waves, weights.Kernel + i * _stride, sums.Kernel + i * _stride, waveSlopes);
                for (var i = 0; i < _width - 1; i++)
                    sums.Bias[i] += slopes[i + 1];
                var slope = slopes[0] + AddWaves(weights, sums, x, waveSlopes);
                if (inputGradient.Start != null)
                    inputGradient.Start[row * inputGradient.Row + feature] = slope;
            }
        }

        if (inputGradient.Start == null)
            return;
        for (var row = 0; row < run.Batch.Rows && _passed > 0; row++)
            Passed(outputGradient, row, _features * _width).CopyTo(Passed(inputGradient, row, _features));
        Rows.ClearColumns(Tile.All(run.Batch.Rows, AlignedBuffer.Pad(_features + _passed)), _features + _passed, inputGradient);
    }

    private Span<float> Passed(Matrix values, int row, int first) => new(values.Start + row * values.Row + first, _passed);

    /// <summary>Adds one output's part to the gradients by its weights and by the waves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddLinear(float slope, float* waves, float* kernel, float* kernelGradient, float* waveSlopes)
    {
        var factor = Vector256.Create(slope);
        for (var k = 0; k < _stride; k += Vector256<float>.Count)
        {
            Vector256.MultiplyAddEstimate(factor, Vector256.Load(waves + k), Vector256.Load(kernelGradient + k)).Store(kernelGradient + k);
            Vector256.MultiplyAddEstimate(factor, Vector256.Load(kernel + k), Vector256.Load(waveSlopes + k)).Store(waveSlopes + k);
        }
    }

    /// <summary>Adds to the gradients by frequencies and phases, and returns that by the feature.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float AddWaves(FeatureWeights weights, FeatureWeights sums, float x, float* waveSlopes)
    {
        var turnsPerWeight = Vector256.Create(Turn * x);
        var sum = Vector256<float>.Zero;
        for (var k = 0; k < _stride; k += Vector256<float>.Count)
        {
            var angleSlope = -Vector256.Load(waveSlopes + k) * Turns.Sin(Angles(weights, x, k));
            (Vector256.Load(sums.Phases + k) + angleSlope).Store(sums.Phases + k);
            Vector256.MultiplyAddEstimate(angleSlope, turnsPerWeight, Vector256.Load(sums.Frequencies + k)).Store(sums.Frequencies + k);
            sum = Vector256.MultiplyAddEstimate(angleSlope, Vector256.Load(weights.Frequencies + k), sum);
        }

        return Turn * Vector256.Sum(sum);
    }

    /// <summary><c>w x + b / 2π</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Angles(FeatureWeights weights, float x, int k) => Vector256.MultiplyAddEstimate(
        Vector256.Load(weights.Frequencies + k), Vector256.Create(x), Vector256.Load(weights.Phases + k) * Vector256.Create(InverseTurn));

    private FeatureWeights Of(float* buffer, int feature) => new(
        buffer + Frequencies.Offset + feature * _stride, buffer + Phases.Offset + feature * _stride,
        buffer + Kernel.Offset + feature * (_width - 1) * _stride, buffer + Bias.Offset + feature * _biasStride);

    /// <summary>One feature's weights, or the gradient by them.</summary>
    private readonly struct FeatureWeights(float* frequencies, float* phases, float* kernel, float* bias)
    {
        public readonly float* Frequencies = frequencies;

        public readonly float* Phases = phases;

        public readonly float* Kernel = kernel;

        public readonly float* Bias = bias;
    }
}
