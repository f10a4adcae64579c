using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>The features that belong to no block, and behind them a vector for each block: the sum of its categories' vectors, each as often as the category is there.</summary>
/// <remarks>Only categories that a row has are touched, in both directions.</remarks>
internal sealed unsafe class CategoryEmbeddingStep : FusedStep
{
    private readonly int _features;

    /// <param name="plan">What it follows: features.</param>
    /// <param name="layer">The layer, with blocks.</param>
    public CategoryEmbeddingStep(PlanBuilder plan, CategoryEmbeddingLayer layer)
        : base(plan.LayerIndex, LayerShape.Flat(checked(Passed(plan.Size, layer) + layer.Blocks!.Sum(layer.UnitsOf))), penalty: null)
    {
        _features = plan.Size;
        Blocks = layer.Blocks!;
        PassedCount = Passed(plan.Size, layer);
        var name = plan.NameLayer("category_embedding");
        Embeddings = [.. Blocks.Select((block, i) => plan.Place($"{name}/embeddings_{i}", WeightRole.Embeddings, WeightLayout.Rows(block.Count, layer.UnitsOf(block))))];
    }

    public IReadOnlyList<CategoryBlock> Blocks { get; }

    /// <summary>The features that belong to no block.</summary>
    public int PassedCount { get; }

    /// <summary>Each block's vectors.</summary>
    public WeightPlace[] Embeddings { get; }

    public override IReadOnlyList<WeightPlace> Weights => Embeddings;

    public override bool IsInPlace => false;

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var input = new ReadOnlySpan<float>(run.Input.Start + row * run.Input.Row, _features);
            var output = new Span<float>(run.Output.Start + row * run.Output.Row, Width);
            Pass(input, output);
            var vectors = output[PassedCount..];
            vectors.Clear();
            for (var i = 0; i < Embeddings.Length; i++)
            {
                var counts = Counts(input, i);
                var units = Embeddings[i].Shape[1];
                for (var category = Next(counts, 0); category < counts.Length; category = Next(counts, category + 1))
                    TensorPrimitives.MultiplyAdd(Vector(run.Parameters, i, category), counts[category], vectors[..units], vectors[..units]);
                vectors = vectors[units..];
            }
        }
    }

    /// <summary>Nothing before it is trained, so nobody asks for the gradient by the input.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var input = new ReadOnlySpan<float>(run.Input.Start + row * run.Input.Row, _features);
            var slopes = new ReadOnlySpan<float>(outputGradient.Start + row * outputGradient.Row, Size)[PassedCount..];
            for (var i = 0; i < Embeddings.Length; i++)
            {
                var counts = Counts(input, i);
                var units = Embeddings[i].Shape[1];
                for (var category = Next(counts, 0); category < counts.Length; category = Next(counts, category + 1))
                {
                    var sums = Vector(gradient, i, category);
                    TensorPrimitives.MultiplyAdd(slopes[..units], counts[category], sums, sums);
                }

                slopes = slopes[units..];
            }
        }
    }

    private static int Passed(int features, CategoryEmbeddingLayer layer) => features - layer.Blocks!.Sum(block => block.Count);

    private static int Next(ReadOnlySpan<float> counts, int from)
    {
        var next = counts[from..].IndexOfAnyExcept(0);
        return next < 0 ? counts.Length : from + next;
    }

    private void Pass(ReadOnlySpan<float> input, Span<float> output)
    {
        var from = 0;
        foreach (var block in Blocks)
        {
            input[from..block.First].CopyTo(output);
            output = output[(block.First - from)..];
            from = (int)block.End;
        }

        input[from..].CopyTo(output);
    }

    private ReadOnlySpan<float> Counts(ReadOnlySpan<float> input, int block) => input.Slice(Blocks[block].First, Blocks[block].Count);

    private Span<float> Vector(float* buffer, int block, int category)
    {
        var place = Embeddings[block];
        return new Span<float>(buffer + place.Offset + (nint)category * place.Layout.RowStride, place.Shape[1]);
    }
}
