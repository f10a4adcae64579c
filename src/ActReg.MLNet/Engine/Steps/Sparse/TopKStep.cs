using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Keeps each row's largest values, and makes the others 0.</summary>
/// <remarks>The backward pass finds them again, which costs less than to keep their places.</remarks>
internal sealed unsafe class TopKStep : FusedStep
{
    /// <param name="plan">What it follows: units.</param>
    /// <param name="k">How many of them are kept.</param>
    /// <param name="penalty">The penalty on its output.</param>
    public TopKStep(PlanBuilder plan, int k, ActivityRegularizer? penalty)
        : base(plan.LayerIndex, plan.Shape, penalty) => K = k;

    public int K { get; }

    public override int WorkspaceLength(int rows) => AlignedBuffer.Pad(K);

    public override void Forward(in StepRun run)
    {
        Keep(run, run.Input, run.Output);
        Rows.ClearColumns(Tile.All(run.Batch.Rows, Width), Size, run.Output);
    }

    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient) =>
        Keep(run, outputGradient, outputGradient);

    [MethodImpl(Compilation.AtOnce)]
    private void Keep(in StepRun run, Matrix from, Matrix to)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var values = run.Input.Start + row * run.Input.Row;
            var threshold = LargestValues.Threshold(new Matrix(values, Size), rows: 1, Size, K, run.Workspace);
            LargestValues.Keep(values, Size, K, threshold, from.Start + row * from.Row, to.Start + row * to.Row);
        }
    }
}
