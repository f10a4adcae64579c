using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Scales features by what was found of them, and bounds them.</summary>
internal sealed unsafe class RobustScalingStep : FusedStep
{
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
            RobustScale.Apply(Width, input, center, factor, Bound, output);
            foreach (var block in Unscaled)
                new ReadOnlySpan<float>(input + block.First, block.Count).CopyTo(new Span<float>(output + block.First, block.Count));
        }
    }

    /// <summary>Nothing before it is trained, so nobody asks.</summary>
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient) => throw new NotSupportedException();
}
