using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>The features that belong to no block, and behind them a vector for each block: the sum of its categories' vectors, each as often as the category is there.</summary>
/// <remarks>Only categories that a row has are touched, in both directions.</remarks>
internal sealed unsafe class CategoryEmbeddingStep : FusedStep
{
    private readonly int _features;

    /// <param name="plan">What it follows: features.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="blocks">Its blocks, where they stand in what it follows.</param>
    public CategoryEmbeddingStep(PlanBuilder plan, CategoryEmbeddingLayer layer, IReadOnlyList<CategoryBlock> blocks)
        : base(plan.LayerIndex, LayerShape.Flat(checked(Passed(plan.Size, blocks) + blocks.Sum(layer.UnitsOf))), penalty: null)
    {
        _features = plan.Size;
        Blocks = blocks;
        PassedCount = Passed(plan.Size, blocks);
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
            var output = run.Output.Start + row * run.Output.Row;
            Pass(input, new Span<float>(output, PassedCount));
            new Span<float>(output + PassedCount, Width - PassedCount).Clear();
            var vector = output + PassedCount;
            for (var i = 0; i < Embeddings.Length; i++)
            {
                var counts = Counts(input, i);
                var units = Embeddings[i].Shape[1];
                for (var category = Next(counts, 0); category < counts.Length; category = Next(counts, category + 1))
                    Channels.AddMultiple(units, counts[category], Vector(run.Parameters, i, category), vector);
                vector += units;
            }
        }
    }

    /// <summary>Nothing before it is trained: only explanations ask for the gradient by the input, of all categories then.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var input = new ReadOnlySpan<float>(run.Input.Start + row * run.Input.Row, _features);
            var slopes = outputGradient.Start + row * outputGradient.Row + PassedCount;
            for (var i = 0; i < Embeddings.Length; i++)
            {
                var counts = Counts(input, i);
                var units = Embeddings[i].Shape[1];
                for (var category = Next(counts, 0); category < counts.Length; category = Next(counts, category + 1))
                    Channels.AddMultiple(units, counts[category], slopes, Vector(gradient, i, category));
                slopes += units;
            }

            if (inputGradient.Start != null)
                WriteInputGradient(run.Parameters, outputGradient.Start + row * outputGradient.Row, new Span<float>(inputGradient.Start + row * inputGradient.Row, AlignedBuffer.Pad(_features)));
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    private void WriteInputGradient(float* parameters, float* outputSlopes, Span<float> inputSlopes)
    {
        inputSlopes[_features..].Clear();
        Unpass(new ReadOnlySpan<float>(outputSlopes, PassedCount), inputSlopes[.._features]);
        var slopes = outputSlopes + PassedCount;
        for (var i = 0; i < Embeddings.Length; i++)
        {
            var units = Embeddings[i].Shape[1];
            for (var category = 0; category < Blocks[i].Count; category++)
                inputSlopes[Blocks[i].First + category] = Dot(units, slopes, Vector(parameters, i, category));
            slopes += units;
        }
    }

    /// <summary>Of vectors whose neighbours are other blocks'.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private static float Dot(int units, float* a, float* b)
    {
        var sum = Vector256<float>.Zero;
        var i = 0;
        for (; i <= units - Vector256<float>.Count; i += Vector256<float>.Count)
            sum = Vector256.MultiplyAddEstimate(Vector256.Load(a + i), Vector256.Load(b + i), sum);
        var rest = Vector256.Sum(sum);
        for (; i < units; i++)
            rest = float.MultiplyAddEstimate(a[i], b[i], rest);
        return rest;
    }

    private static int Passed(int features, IReadOnlyList<CategoryBlock> blocks) => features - blocks.Sum(block => block.Count);

    /// <summary>The next category that a row has; as many as there are where it has no more.</summary>
    private static int Next(ReadOnlySpan<float> counts, int from)
    {
        // By bits, which are compared several at a time.
        var next = MemoryMarshal.Cast<float, int>(counts[from..]).IndexOfAnyExcept(0);
        return next < 0 ? counts.Length : from + next;
    }

    [MethodImpl(Compilation.AtOnce)]
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

    /// <summary>Copies what <see cref="Pass"/> passed back to where it came from.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private void Unpass(ReadOnlySpan<float> output, Span<float> input)
    {
        var from = 0;
        foreach (var block in Blocks)
        {
            output[..(block.First - from)].CopyTo(input[from..]);
            output = output[(block.First - from)..];
            from = (int)block.End;
        }

        output.CopyTo(input[from..]);
    }

    private ReadOnlySpan<float> Counts(ReadOnlySpan<float> input, int block) => input.Slice(Blocks[block].First, Blocks[block].Count);

    private float* Vector(float* buffer, int block, int category) => buffer + Embeddings[block].Offset + (nint)category * Embeddings[block].Layout.RowStride;
}
