using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Units for each member of an ensemble, each multiplied by the member's own factor.</summary>
internal sealed unsafe class BatchEnsembleStep : FusedStep
{
    private readonly int _inputs;
    private readonly int _stride;

    /// <param name="plan">What it follows: units.</param>
    /// <param name="members">How many members there are.</param>
    /// <param name="penalty">The penalty on its output.</param>
    public BatchEnsembleStep(PlanBuilder plan, int members, ActivityRegularizer? penalty)
        : base(plan.LayerIndex, LayerShape.Sequence(members, plan.Size), penalty)
    {
        _inputs = plan.Size;
        Scale = plan.Place($"{plan.NameLayer("batch_ensemble")}/scale", WeightRole.Scale, WeightLayout.Rows(members, _inputs), new SignInitializer());
        Weights = [Scale];
        _stride = Scale.Layout.StoredColumns;
    }

    /// <summary>[members, units].</summary>
    public WeightPlace Scale { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override bool IsInPlace => false;

    private int Members => Shape.Positions;

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var x = new ReadOnlySpan<float>(run.Input.Start + row * run.Input.Row, _inputs);
            for (var member = 0; member < Members; member++)
                TensorPrimitives.Multiply(x, Values(run.Parameters + Scale.Offset + member * _stride), Of(run.Output, row, member));
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var x = Values(run.Input.Start + row * run.Input.Row);
            for (var member = 0; member < Members; member++)
            {
                var sums = Values(gradient + Scale.Offset + member * _stride);
                TensorPrimitives.MultiplyAdd(Of(outputGradient, row, member), x, sums, sums);
            }

            if (inputGradient.Start == null)
                continue;
            var slopes = new Span<float>(inputGradient.Start + row * inputGradient.Row, AlignedBuffer.Pad(_inputs));
            slopes.Clear();
            slopes = slopes[.._inputs];
            for (var member = 0; member < Members; member++)
                TensorPrimitives.MultiplyAdd(Of(outputGradient, row, member), Values(run.Parameters + Scale.Offset + member * _stride), slopes, slopes);
        }
    }

    private Span<float> Of(Matrix values, int row, int member) => Values(values.Start + row * values.Row + member * _inputs);

    private Span<float> Values(float* start) => new(start, _inputs);
}
