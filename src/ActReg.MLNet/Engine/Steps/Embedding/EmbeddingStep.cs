using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Looks up the vector of each feature.</summary>
internal sealed unsafe class EmbeddingStep : FusedStep
{
    private readonly int _features;

    /// <param name="plan">What it follows: features.</param>
    /// <param name="valueCount">The numbers that a feature can be: 0 to one less than this.</param>
    /// <param name="units">The length of a vector.</param>
    /// <param name="maskZero">Whether the number 0 is masked.</param>
    /// <param name="penalty">The penalty on its output.</param>
    public EmbeddingStep(PlanBuilder plan, int valueCount, int units, bool maskZero, ActivityRegularizer? penalty)
        : base(plan.LayerIndex, LayerShape.Sequence(plan.Size, units), penalty)
    {
        ValueCount = valueCount;
        FeatureMask = maskZero ? new TimestepMask(Value: 0, Features: 1) : null;
        _features = plan.Size;
        Embeddings = plan.Place(
            $"{plan.NameLayer("embedding")}/embeddings", WeightRole.Embeddings, WeightLayout.Rows(valueCount, units));
        Weights = [Embeddings];
    }

    public int ValueCount { get; }

    public WeightPlace Embeddings { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override FeatureDomain Inputs => new(Count: ValueCount);

    public override TimestepMask? FeatureMask { get; }

    public override bool IsInPlace => false;

    /// <remarks>A feature that is none of the numbers is taken for 0: whoever runs this leaves out what such a row gives.</remarks>
    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var values = new ReadOnlySpan<float>(run.Input.Start + row * run.Input.Row, _features);
            var output = run.Output.Start + row * run.Output.Row;
            for (var i = 0; i < values.Length; i++, output += Shape.Channels)
            {
                new ReadOnlySpan<float>(Vector(run.Parameters, values[i]), Shape.Channels).CopyTo(new Span<float>(output, Shape.Channels));
            }
        }
    }

    /// <summary>Adds to the vectors that the rows have looked up. They come first, so nobody asks for the gradient by the input.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var values = new ReadOnlySpan<float>(run.Input.Start + row * run.Input.Row, _features);
            var slopes = outputGradient.Start + row * outputGradient.Row;
            for (var i = 0; i < values.Length; i++, slopes += Shape.Channels)
                Channels.Add(Shape.Channels, slopes, Vector(gradient, values[i]));
        }
    }

    private float* Vector(float* buffer, float value) =>
        buffer + Embeddings.Offset + (nint)(EmbeddedValues.IsOne(value, ValueCount) ? value : 0) * Embeddings.Layout.RowStride;
}
