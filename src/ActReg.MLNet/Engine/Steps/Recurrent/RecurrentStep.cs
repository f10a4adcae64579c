using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>A recurrent layer: for each direction, all rows' next timestep at a time.</summary>
internal sealed unsafe class RecurrentStep : Step
{
    private readonly int _features;
    private readonly int _timesteps;

    /// <param name="plan">What it follows: a sequence.</param>
    /// <param name="layer">The layer.</param>
    public RecurrentStep(PlanBuilder plan, RecurrentLayer layer)
        : base(plan.LayerIndex, OutputShape(plan, layer), layer.ActivityRegularizer)
    {
        Cell = layer.Cell;
        Units = layer.Units;
        ReturnSequences = layer.ReturnSequences;
        KernelPenalty = layer.KernelRegularizer;
        _features = plan.Shape.Channels;
        _timesteps = plan.Shape.Width;
        var kind = Cell switch
        {
            RecurrentCell.SimpleRnn => "simple_rnn",
            RecurrentCell.Gru => "gru",
            _ => "lstm",
        };
        if (!layer.IsBidirectional)
        {
            Directions = [RecurrentWeights.Place(plan, plan.NameLayer(kind), Cell, Units)];
        }
        else
        {
            var name = plan.NameLayer("bidirectional");
            Directions =
            [
                RecurrentWeights.Place(plan, $"{name}/forward_{kind}", Cell, Units),
                RecurrentWeights.Place(plan, $"{name}/backward_{kind}", Cell, Units),
            ];
        }

        Weights = [.. Directions.SelectMany(direction => direction.All)];
    }

    public RecurrentCell Cell { get; }

    /// <summary>Of each direction.</summary>
    public int Units { get; }

    public bool ReturnSequences { get; }

    /// <summary>The weights of the forward direction, and where there is a second one, of the backward direction.</summary>
    public IReadOnlyList<RecurrentWeights> Directions { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override KernelRegularizer? KernelPenalty { get; }

    public override int WorkspaceLength(int rows) => RecurrentState.Length(Cell, rows, _features, Units);

    /// <summary>The timestep that a direction reads after some others.</summary>
    /// <param name="direction">0 for forward, 1 for backward.</param>
    /// <param name="count">How many it has read.</param>
    public int Timestep(int direction, int count) => direction == 0 ? count : _timesteps - 1 - count;

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        var state = new RecurrentState(run.Workspace, Cell, run.Batch.Rows, _features, Units);
        for (var direction = 0; direction < Directions.Count; direction++)
        {
            state.Clear();
            for (var count = 0; count < _timesteps; count++)
            {
                var timestep = Timestep(direction, count);
                state.Read(run.Input, timestep);
                state.Advance(run.Parameters, Directions[direction], run.Masks, timestep);
                if (ReturnSequences)
                    state.WriteOutputs(run.Output, timestep * Shape.Channels + direction * Units);
                else if (count == _timesteps - 1)
                    state.WriteOutputs(run.Output, direction * Units);
            }
        }
    }

    private static LayerShape OutputShape(PlanBuilder plan, RecurrentLayer layer)
    {
        var units = checked((layer.IsBidirectional ? 2 : 1) * layer.Units);
        return layer.ReturnSequences ? plan.Shape.WithChannels(units) : LayerShape.Flat(units);
    }
}
