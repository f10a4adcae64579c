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

    /// <summary>Also zeros that are kept, for they have a gradient: the first of a row, where it has too few other values.</summary>
    [MethodImpl(Compilation.AtOnce)]
    protected override bool List(in StepRun run, SparseRows active)
    {
        var most = MostListed(run.Batch.Rows);
        if (!base.List(run, active))
            return false;
        if (active.Starts[run.Batch.Rows] == most)
            return true;
        var (count, first) = (0, 0);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var end = active.Starts[row + 1];
            var zeros = K - (end - first);
            (first, active.Starts[row]) = (end, count);
            float* values = run.Input.Start + row * run.Input.Row, output = run.Output.Start + row * run.Output.Row;
            for (var i = 0; i < Size; i++)
            {
                if (output[i] == 0 && !(values[i] == 0 && zeros-- > 0))
                    continue;
                if (count == most)
                    return false;
                active.Columns[count] = i;
                active.Values[count++] = output[i];
            }
        }

        active.Starts[run.Batch.Rows] = count;
        return true;
    }

    protected override void Derive(in StepRun run, Matrix slopes, float* gradient)
    {
        if (run.Code.IsTold)
            run.Code.Active.ClearOthers(run.Batch.Rows, slopes);
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
