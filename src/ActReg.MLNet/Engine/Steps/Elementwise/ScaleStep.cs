using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Multiplies each unit, or each channel at all places, by its factor.</summary>
internal sealed unsafe class ScaleStep : FusedStep
{
    private readonly UnitFactors _factors;

    /// <param name="plan">What it follows.</param>
    /// <param name="penalty">The penalty on its output.</param>
    public ScaleStep(PlanBuilder plan, ActivityRegularizer? penalty)
        : base(plan.LayerIndex, plan.Shape, penalty)
    {
        _factors = new UnitFactors(plan, $"{plan.NameLayer("scale")}/scale");
        Weights = [Scale];
    }

    public WeightPlace Scale => _factors.Place;

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override UnitDependence Dependence => UnitDependence.SameUnit;

    public override int WorkspaceLength(int rows) => _factors.RoomLength;

    // The factors of a row, and the gradient by them.
    public override int ScratchLength(int rows) => checked(2 * _factors.RoomLength);

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        var factors = _factors.Row(run.Parameters, run.Workspace);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var x = run.Input.Start + row * run.Input.Row;
            var output = run.Output.Start + row * run.Output.Row;
            for (var i = 0; i < Width; i += Vector256<float>.Count)
                (Vector256.Load(x + i) * Vector256.Load(factors + i)).Store(output + i);
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        var room = run.Scratch + _factors.RoomLength;
        var factors = _factors.Row(run.Parameters, run.Scratch);
        var sums = _factors.BeginGradient(gradient, room);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var x = run.Input.Start + row * run.Input.Row;
            var slopes = outputGradient.Start + row * outputGradient.Row;
            for (var i = 0; i < Width; i += Vector256<float>.Count)
            {
                var slope = Vector256.Load(slopes + i);
                Vector256.MultiplyAddEstimate(slope, Vector256.Load(x + i), Vector256.Load(sums + i)).Store(sums + i);
                (slope * Vector256.Load(factors + i)).Store(slopes + i);
            }
        }

        _factors.EndGradient(gradient, room);
    }
}
