using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Scales features by what was found of them, and bounds them.</summary>
internal sealed unsafe class RobustScalingStep : FusedStep
{
    private readonly (int First, int Count)[] _features;
    private readonly (int First, int Count)[] _vectors;

    /// <param name="plan">What it follows: features.</param>
    /// <param name="bound">What values come near to; infinite for nothing.</param>
    /// <param name="unscaled">Features that stay as they are, for they count categories that are embedded.</param>
    public RobustScalingStep(PlanBuilder plan, float bound, IReadOnlyList<CategoryBlock> unscaled)
        : base(plan.LayerIndex, plan.Shape, penalty: null)
    {
        Bound = bound;
        Unscaled = unscaled;
        var name = plan.NameLayer("robust_scaling");
        Center = plan.PlaceFound($"{name}/center", WeightRole.Center, WeightLayout.Rows(plan.Size));
        Factor = plan.PlaceFound($"{name}/factor", WeightRole.Factor, WeightLayout.Rows(plan.Size));
        Weights = [Center, Factor];
        _features = [.. Between(unscaled, Size)];
        _vectors = [.. _features.Select(ToVectors)];
    }

    public float Bound { get; }

    public IReadOnlyList<CategoryBlock> Unscaled { get; }

    public WeightPlace Center { get; }

    public WeightPlace Factor { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override UnitDependence Dependence => UnitDependence.Any;

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        float* center = run.Parameters + Center.Offset, factor = run.Parameters + Factor.Offset;
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            float* input = run.Input.Start + row * run.Input.Row, output = run.Output.Start + row * run.Output.Row;
            foreach (var (first, count) in _vectors)
                RobustScale.Apply(count, input + first, center + first, factor + first, Bound, output + first);
            foreach (var block in Unscaled)
                new ReadOnlySpan<float>(input + block.First, block.Count).CopyTo(new Span<float>(output + block.First, block.Count));
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    public override float[] CentersIn(ReadOnlySpan<float> parameters)
    {
        var centers = parameters.Slice(Center.Offset, Size).ToArray();
        foreach (var block in Unscaled)
            centers.AsSpan(block.First, block.Count).Clear();
        return centers;
    }

    /// <summary>Nothing before it is trained: only explanations ask for the gradient by its input, which takes the place of that by its output.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        float* center = run.Parameters + Center.Offset, factor = run.Parameters + Factor.Offset;
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            float* input = run.Input.Start + row * run.Input.Row, slopes = outputGradient.Start + row * outputGradient.Row;
            foreach (var (first, count) in _features)
            {
                for (var i = first; i < first + count; i++)
                    slopes[i] *= RobustScale.Slope(input[i], center[i], factor[i], Bound);
            }
        }
    }

    /// <summary>Runs of features that are scaled.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private static IEnumerable<(int First, int Count)> Between(IReadOnlyList<CategoryBlock> unscaled, int size)
    {
        var next = 0;
        foreach (var block in unscaled.OrderBy(block => block.First))
        {
            if (block.First > next)
                yield return (next, block.First - next);
            next = (int)block.End;
        }

        if (next < size)
            yield return (next, size - next);
    }

    /// <summary>Whole vectors that have a feature of a run: blocks may have thousands of features, of which nothing is to be computed.</summary>
    private static (int First, int Count) ToVectors((int First, int Count) run)
    {
        var first = run.First / Vector256<float>.Count * Vector256<float>.Count;
        return (first, AlignedBuffer.Pad(run.First + run.Count) - first);
    }
}
