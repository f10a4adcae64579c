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
    public static void Run(
        NetworkPlan plan, AlignedBuffer parameters, in Batch batch, StepOutputs outputs, StepScratch? scratch = null)
    {
        for (var i = 0; i < plan.Steps.Count; i++)
            plan.Steps[i].Forward(RunOf(i, parameters, batch, outputs, scratch));
        GC.KeepAlive(parameters);
        GC.KeepAlive(outputs);
        GC.KeepAlive(scratch);
    }

    /// <summary>What one step computes with.</summary>
    public static StepRun RunOf(int step, AlignedBuffer parameters, in Batch batch, StepOutputs outputs, StepScratch? scratch) => new()
    {
        Batch = batch,
        Parameters = parameters.Pointer,
        Input = outputs.InputOf(step),
        Output = outputs.Of(step),
        Scratch = scratch == null ? null : scratch.Of(step),
    };
}
