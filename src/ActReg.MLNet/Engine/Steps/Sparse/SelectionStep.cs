using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Keeps few of the values that it gets, makes the others 0, and tells the steps around it in training which those are.</summary>
/// <param name="plan">What it follows: units.</param>
/// <param name="auxiliary">What gives dead units something to learn; or null.</param>
/// <param name="penalty">The penalty on its output.</param>
internal abstract unsafe class SelectionStep(PlanBuilder plan, AuxiliaryUnits? auxiliary, ActivityRegularizer? penalty)
    : FusedStep(plan.LayerIndex, plan.Shape, penalty)
{
    /// <summary>What gives dead units something to learn.</summary>
    public AuxiliaryUnits? Auxiliary { get; } = auxiliary;

    /// <summary>How many values of so many rows are worth a list, or are kept at most.</summary>
    protected abstract int MostListed(int rows);

    /// <summary>Computes the output, whose padding is cleared afterwards.</summary>
    protected abstract void Select(in StepRun run);

    /// <summary>Turns the gradient by the output into that by the input, in its place.</summary>
    protected abstract void Derive(in StepRun run, Matrix slopes, float* gradient);

    /// <summary>Lists what has a value or a gradient; <see langword="false"/> where that is more than there is room for.</summary>
    protected virtual bool List(in StepRun run, SparseRows active) => active.TakeNonzeros(run.Batch.Rows, run.Output);

    public sealed override bool Jumps => true;

    public sealed override int ScratchLength(int rows) => checked(
        SparseCode.HeaderLength + SparseRows.Length(rows, Size, MostListed(rows))
        + (Auxiliary == null ? 0 : SparseRows.Length(rows, Size, checked(rows * Auxiliary.Most)) + Auxiliary.RoomLength));

    public sealed override SparseCode CodeIn(float* scratch, int rows)
    {
        var active = scratch + SparseCode.HeaderLength;
        var auxiliary = active + SparseRows.Length(rows, Size, MostListed(rows));
        return new SparseCode(
            scratch, new SparseRows(active, rows, Size, MostListed(rows)),
            Auxiliary == null ? default : new SparseRows(auxiliary, rows, Size, rows * Auxiliary.Most))
        {
            AuxiliaryStrength = Auxiliary?.Loss.Strength ?? 0,
        };
    }

    public sealed override void Forward(in StepRun run)
    {
        Select(run);
        Rows.ClearColumns(Tile.All(run.Batch.Rows, Width), Size, run.Output);
        if (!run.Batch.IsTraining || run.Scratch == null)
            return;
        var code = run.Code;
        var isTold = List(run, code.Active);
        code.Tell(isTold);
        if (isTold)
            code.Active.Index(run.Batch.Rows);
        code.AuxiliaryLoss = 0;
        if (Auxiliary == null || Auxiliary.RowsSinceActive.IsFrozen)
            return;
        var room = code.Auxiliary.End;
        code.DeadUnits = Auxiliary.Select(run.Batch.Rows, run.Input, run.Parameters, code.Auxiliary, room);
        Auxiliary.Observe(run.Batch.Rows, run.Output, run.Parameters, room);
    }

    [MethodImpl(Compilation.AtOnce)]
    public sealed override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        Derive(run, outputGradient, gradient);
        var code = run.Code;
        if (code.IsTold)
        {
            var active = code.Active;
            for (var row = 0; row < run.Batch.Rows; row++)
            {
                for (var entry = active.Starts[row]; entry < active.Starts[row + 1]; entry++)
                    active.Gradients[entry] = outputGradient.Start[row * outputGradient.Row + active.Columns[entry]];
            }
        }

        var auxiliary = code.Auxiliary;
        for (var row = 0; row < run.Batch.Rows && auxiliary.Exists; row++)
        {
            for (var entry = auxiliary.Starts[row]; entry < auxiliary.Starts[row + 1]; entry++)
                outputGradient.Start[row * outputGradient.Row + auxiliary.Columns[entry]] += auxiliary.Gradients[entry];
        }
    }

    public sealed override double BackwardLoss(in StepRun run) => run.Code.AuxiliaryLoss;
}
