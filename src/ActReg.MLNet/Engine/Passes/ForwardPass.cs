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
                plan.Steps[i].Forward(run);
                penalties?.Measure(i, batch, outputs.Activations(i));
            }
        }

        GC.KeepAlive(parameters);
        GC.KeepAlive(outputs);
        GC.KeepAlive(scratch);
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
            Workspace = outputs.Workspace,
            Scratch = scratch == null ? null : scratch.Of(step),
            PenaltyStrength = penaltyStrength,
        };
        return scratch is not { HasCodes: true } || !batch.IsTraining
            ? run : run with { Code = scratch.CodeOf(step), InputCode = scratch.CodeOf(step - 1), OutputCode = scratch.CodeOf(step + 1) };
    }
}
