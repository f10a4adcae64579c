namespace ActReg.MLNet;

/// <summary>What a network computes from features.</summary>
internal static unsafe class ForwardPass
{
    /// <summary>Computes every step's output from <see cref="StepOutputs.Input"/>.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="parameters">Its parameters; a batch in training moves the statistics among them.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="outputs">Receives the outputs.</param>
    /// <param name="scratch">Needed for a batch in training.</param>
    /// <param name="penalties">Told of every output; or null.</param>
    public static void Run(
        NetworkPlan plan, AlignedBuffer parameters, in Batch batch, StepOutputs outputs, StepScratch? scratch = null,
        ActivityPenalties? penalties = null)
    {
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            if (!plan.RowRuns.IsLast(i))
            {
                RunRows(plan, i, parameters, batch, outputs, scratch, penalties);
                i = plan.RowRuns.End(i) - 1;
                continue;
            }

            var run = RunOf(i, parameters, batch, outputs, scratch);
            if (i + 1 < plan.Steps.Count && ActivatedDense.Is(plan, i + 1))
            {
                var steps = new ActivatedDense(plan, ++i);
                var next = RunOf(i, parameters, batch, outputs, scratch);
                fixed (float* weights = batch.Weights)
                {
                    var epilogue = new ForwardEpilogue(steps, next, weights, penalties);
                    steps.Dense.Forward(run, ref epilogue);
                }
            }
            else
            {
                Forward(plan.Steps[i], i, run, penalties);
            }
        }

        GC.KeepAlive(parameters);
        GC.KeepAlive(outputs);
        GC.KeepAlive(scratch);
    }

    /// <summary>Runs several steps on a few rows at a time.</summary>
    private static void RunRows(
        NetworkPlan plan, int first, AlignedBuffer parameters, in Batch batch, StepOutputs outputs, StepScratch? scratch, ActivityPenalties? penalties)
    {
        var rows = plan.RowRuns.RowsAtATime(first);
        for (var row = 0; row < batch.Rows; row += rows)
        {
            var part = batch.Part(row, Math.Min(rows, batch.Rows - row));
            for (var i = first; i < plan.RowRuns.End(first); i++)
                Forward(plan.Steps[i], i, RunOf(i, parameters, part, outputs, scratch).From(row), penalties);
        }
    }

    private static void Forward(Step step, int index, in StepRun run, ActivityPenalties? penalties)
    {
        if (penalties == null || step.Penalty == null)
            step.Forward(run);
        else if (step.ForwardMeasured(run, out var sums))
            penalties.Add(index, sums);
        else
            penalties.Measure(index, run.Batch, new ActivationMatrix(run.Output, step.Shape, run.OutputMasks));
    }

    /// <summary>What one step computes with.</summary>
    public static StepRun RunOf(
        int step, AlignedBuffer parameters, in Batch batch, StepOutputs outputs, StepScratch? scratch, double penaltyStrength = 1)
    {
        var run = new StepRun
        {
            Batch = batch,
            Parameters = parameters.Pointer,
            Input = outputs.InputOf(step),
            Features = step == 0 ? outputs.Features : default,
            Output = outputs.Of(step),
            Masks = outputs.InputMasks(step),
            OutputMasks = outputs.OutputMasks(step),
            Workspace = outputs.Workspace,
            Scratch = scratch == null ? null : scratch.Of(step),
            PenaltyStrength = penaltyStrength,
        };
        return scratch is not { HasCodes: true } || !batch.IsTraining
            ? run : run with { Code = scratch.CodeOf(step), InputCode = scratch.CodeOf(step - 1), OutputCode = scratch.CodeOf(step + 1) };
    }
}
