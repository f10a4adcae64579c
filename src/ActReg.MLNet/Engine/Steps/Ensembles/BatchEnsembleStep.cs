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
            for (var member = 0; member < Members; member++)
                Channels.Multiply(_inputs, run.Input.Start + row * run.Input.Row, run.Parameters + Scale.Offset + member * _stride, Of(run.Output, row, member));
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            for (var member = 0; member < Members; member++)
                Channels.AddProducts(_inputs, Of(outputGradient, row, member), run.Input.Start + row * run.Input.Row, gradient + Scale.Offset + member * _stride);
            if (inputGradient.Start == null)
                continue;
            var slopes = inputGradient.Start + row * inputGradient.Row;
            new Span<float>(slopes, AlignedBuffer.Pad(_inputs)).Clear();
            for (var member = 0; member < Members; member++)
                Channels.AddProducts(_inputs, Of(outputGradient, row, member), run.Parameters + Scale.Offset + member * _stride, slopes);
        }
    }

    private float* Of(Matrix values, int row, int member) => values.Start + row * values.Row + member * _inputs;
}
