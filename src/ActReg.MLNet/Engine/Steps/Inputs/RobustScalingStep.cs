using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Scales features by what was found of them, and bounds them.</summary>
internal sealed unsafe class RobustScalingStep : FusedStep
{
    private readonly (int First, int Count)[] _scaled;

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
        _scaled = [.. ScaledRuns(unscaled, Width)];
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
            foreach (var (first, count) in _scaled)
                RobustScale.Apply(count, input + first, center + first, factor + first, Bound, output + first);
            foreach (var block in Unscaled)
                new ReadOnlySpan<float>(input + block.First, block.Count).CopyTo(new Span<float>(output + block.First, block.Count));
        }
    }

    /// <summary>Whole vectors that have a feature which is scaled: blocks may have thousands of features, of which nothing is to be computed.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private static IEnumerable<(int First, int Count)> ScaledRuns(IReadOnlyList<CategoryBlock> unscaled, int width)
    {
        var lanes = Vector256<float>.Count;
        var next = 0;
        foreach (var block in unscaled.OrderBy(block => block.First))
        {
            var first = next / lanes * lanes;
            var end = AlignedBuffer.Pad(block.First);
            if (block.First > next)
                yield return (first, end - first);
            next = block.First + block.Count;
        }

        if (next < width)
            yield return (next / lanes * lanes, width - next / lanes * lanes);
    }

    /// <summary>Nothing before it is trained, so nobody asks.</summary>
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient) => throw new NotSupportedException();
}
