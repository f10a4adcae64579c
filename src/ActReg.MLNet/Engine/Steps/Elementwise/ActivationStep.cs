namespace ActReg.MLNet;

/// <summary>An activation function, applied to each value.</summary>
internal sealed unsafe class ActivationStep(int layerIndex, LayerShape shape, Activation activation, ActivityRegularizer? penalty)
    : FusedStep(layerIndex, shape, penalty)
{
    public override UnitDependence Dependence => UnitDependence.SameUnit;

    public Activation Activation { get; } = activation;

    public override void Forward(in StepRun run) => Forward(run, Tile.All(run.Batch.Rows, Width), default);

    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient) =>
        Activation.Backward(Tile.All(run.Batch.Rows, Width), run.Input, run.Output, outputGradient, default, columnSums: null);

    /// <summary>Computes a part of the output, and measures a penalty.</summary>
    public PenaltySums Forward(in StepRun run, Tile tile, in ElementwisePenalty penalty)
    {
        var sums = Activation.Forward(tile, run.Input, run.Output, penalty);
        if (!Activation.KeepsZero && tile.Column + tile.Columns > Size)
            Rows.ClearColumns(tile, Size, run.Output);
        return sums;
    }
}
