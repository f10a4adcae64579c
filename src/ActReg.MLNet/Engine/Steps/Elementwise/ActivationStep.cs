using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>An activation function, applied to each value.</summary>
internal sealed unsafe class ActivationStep(int layerIndex, LayerShape shape, Activation activation, ActivityRegularizer? penalty)
    : FusedStep(layerIndex, shape, penalty)
{
    public override UnitDependence Dependence => UnitDependence.SameUnit;

    public Activation Activation { get; } = activation;

    public override bool GoesByRow => Shape.Positions > 1;

    public override bool NeedsInput => !GoesByRow || !Activation.HasSlopeOfOutput;

    public override bool AddsPenalty(in StepRun run) => MeasuresRows(run);

    /// <summary>Whether it computes row by row, and the penalty on its output with it: of the padding, which must be 0, too, and of all timesteps.</summary>
    private bool MeasuresRows(in StepRun run) =>
        GoesByRow && !run.OutputMasks.Exist && (Penalty == null || (Penalty.IsElementwise && (Activation.KeepsZero || Width == Size)));

    public override void Forward(in StepRun run)
    {
        if (GoesByRow)
            ForwardRows(run, isMeasured: false);
        else
            Forward(run, Tile.All(run.Batch.Rows, Width), default);
    }

    public override bool ForwardMeasured(in StepRun run, out PenaltySums sums)
    {
        if (!MeasuresRows(run))
            return base.ForwardMeasured(run, out sums);
        sums = ForwardRows(run, isMeasured: true);
        return true;
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        if (!GoesByRow)
        {
            Activation.Backward(Tile.All(run.Batch.Rows, Width), run.Input, run.Output, outputGradient, default, columnSums: null);
            return;
        }

        var penalty = MeasuresRows(run) ? PenaltyOnEach(run.Batch).Times(run.PenaltyStrength) : default;
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            Activation.Backward(
                RowTile, AsTile(run.Input, row), AsTile(run.Output, row), AsTile(outputGradient, row), penalty.Times(run.Batch.WeightOf(row)), columnSums: null);
        }
    }

    /// <summary>A row's values as several rows, which stand together in memory, where those of a batch lie far apart.</summary>
    private Tile RowTile => Tile.All(Width / TileColumns, TileColumns);

    private int TileColumns => Width % 16 == 0 ? 16 : 8;

    private Matrix AsTile(Matrix values, int row) => new(values.Start + row * values.Row, TileColumns);

    [MethodImpl(Compilation.AtOnce)]
    private PenaltySums ForwardRows(in StepRun run, bool isMeasured)
    {
        var penalty = isMeasured ? PenaltyOnEach(run.Batch) : default;
        double total = 0, zeros = 0;
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var weight = run.Batch.WeightOf(row);
            var sums = Activation.Forward(RowTile, AsTile(run.Input, row), AsTile(run.Output, row), penalty);
            total += weight * sums.Penalty;
            zeros += weight * sums.Zeros;
        }

        if (!Activation.KeepsZero)
            Rows.ClearColumns(Tile.All(run.Batch.Rows, Width), Size, run.Output);
        return new(total, zeros);
    }

    private ElementwisePenalty PenaltyOnEach(in Batch batch) => Penalty?.OnEach(batch, weights: null, Size, PenalizedPlace.Output) ?? default;

    /// <summary>Computes a part of the output, and measures a penalty.</summary>
    public PenaltySums Forward(in StepRun run, Tile tile, in ElementwisePenalty penalty)
    {
        var sums = Activation.Forward(tile, run.Input, run.Output, penalty);
        if (!Activation.KeepsZero && tile.Column + tile.Columns > Size)
            Rows.ClearColumns(tile, Size, run.Output);
        return sums;
    }
}
