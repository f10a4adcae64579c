using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary><c>x + alpha (f(x) - x)</c>, with an alpha for each unit, or for each channel at all places.</summary>
internal sealed unsafe class ParametricActivationStep : FusedStep
{
    private readonly UnitFactors _factors;

    /// <param name="plan">What it follows.</param>
    /// <param name="activation">The function f.</param>
    /// <param name="penalty">The penalty on its output.</param>
    public ParametricActivationStep(PlanBuilder plan, Activation activation, ActivityRegularizer? penalty)
        : base(plan.LayerIndex, plan.Shape, penalty)
    {
        Activation = activation;
        _factors = new UnitFactors(plan, $"{plan.NameLayer("parametric_activation")}/alpha");
        Weights = [Alpha];
    }

    public Activation Activation { get; }

    public WeightPlace Alpha => _factors.Place;

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override UnitDependence Dependence => UnitDependence.SameUnit;

    public override int WorkspaceLength(int rows) => _factors.RoomLength;

    // The factors of a row, the gradient by them, f of all values, and the gradient by the output times f's slope.
    public override int ScratchLength(int rows) => checked(2 * _factors.RoomLength + 2 * rows * Stride);

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        var factors = _factors.Row(run.Parameters, run.Workspace);
        var values = run.Batch.IsTraining ? Values(run) : run.Output;
        Activation.Forward(Tile.All(run.Batch.Rows, Width), run.Input, values, default);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            float* x = run.Input.Start + row * run.Input.Row, f = values.Start + row * values.Row;
            var output = run.Output.Start + row * run.Output.Row;
            for (var i = 0; i < Width; i += Vector256<float>.Count)
            {
                var input = Vector256.Load(x + i);
                Vector256.MultiplyAddEstimate(Vector256.Load(f + i) - input, Vector256.Load(factors + i), input).Store(output + i);
            }
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        var room = run.Scratch + _factors.RoomLength;
        var factors = _factors.Row(run.Parameters, run.Scratch);
        var sums = _factors.BeginGradient(gradient, room);
        var values = Values(run);
        var sloped = new Matrix(values.Start + run.Batch.Rows * values.Row, values.Row);
        var tile = Tile.All(run.Batch.Rows, Width);
        for (var row = 0; row < run.Batch.Rows; row++)
            new ReadOnlySpan<float>(outputGradient.Start + row * outputGradient.Row, Width).CopyTo(new Span<float>(sloped.Start + row * sloped.Row, Width));
        Activation.Backward(tile, run.Input, values, sloped, default, columnSums: null);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            float* x = run.Input.Start + row * run.Input.Row, f = values.Start + row * values.Row;
            float* slopes = outputGradient.Start + row * outputGradient.Row, inner = sloped.Start + row * sloped.Row;
            for (var i = 0; i < Width; i += Vector256<float>.Count)
            {
                var slope = Vector256.Load(slopes + i);
                Vector256.MultiplyAddEstimate(slope, Vector256.Load(f + i) - Vector256.Load(x + i), Vector256.Load(sums + i)).Store(sums + i);
                Vector256.MultiplyAddEstimate(Vector256.Load(inner + i) - slope, Vector256.Load(factors + i), slope).Store(slopes + i);
            }
        }

        _factors.EndGradient(gradient, room);
    }

    /// <summary>Where f of all values is kept for the backward pass.</summary>
    private Matrix Values(in StepRun run) => new(run.Scratch + 2 * _factors.RoomLength, Stride);
}
