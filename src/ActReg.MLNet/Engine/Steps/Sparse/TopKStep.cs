using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Keeps each row's largest values, and makes the others 0.</summary>
internal sealed unsafe class TopKStep : SelectionStep
{
    /// <param name="plan">What it follows: units.</param>
    /// <param name="k">How many of them are kept.</param>
    /// <param name="auxiliary">What gives dead units something to learn; or null.</param>
    /// <param name="penalty">The penalty on its output.</param>
    public TopKStep(PlanBuilder plan, int k, AuxiliaryUnits? auxiliary, ActivityRegularizer? penalty)
        : base(plan, auxiliary, penalty)
    {
        K = k;
        Weights = auxiliary == null ? [] : [auxiliary.RowsSinceActive];
    }

    public int K { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override int WorkspaceLength(int rows) => AlignedBuffer.Pad(K);

    protected override int MostListed(int rows) => checked(rows * K);

    protected override void Select(in StepRun run) => Keep(run, run.Input, run.Output);

    protected override void Derive(in StepRun run, Matrix slopes, float* gradient)
    {
        // Where all that is kept differs from 0, the output tells it.
        if (run.Code.IsTold && run.Code.Active.Starts[run.Batch.Rows] == run.Batch.Rows * K)
            Rows.KeepWhereNonzero(run.Batch.Rows, Width, run.Output, slopes);
        else
            Keep(run, slopes, slopes);
    }

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
