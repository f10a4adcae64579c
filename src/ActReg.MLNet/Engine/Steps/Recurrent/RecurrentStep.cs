using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>A recurrent layer: for each direction, all rows' next timestep at a time.</summary>
internal sealed unsafe class RecurrentStep : FusedStep
{
    private const int LeastBlockRows = 96;
    private const int MostBlockGates = 1 << 14;

    private readonly RecurrentSize _size;

    /// <param name="plan">What it follows: a sequence.</param>
    /// <param name="layer">The layer.</param>
    public RecurrentStep(PlanBuilder plan, RecurrentLayer layer)
        : base(plan.LayerIndex, OutputShape(plan, layer), layer.ActivityRegularizer)
    {
        _size = new RecurrentSize(layer.Cell, plan.Shape.Width, plan.Shape.Channels, layer.Units);
        ReturnSequences = layer.ReturnSequences;
        KernelPenalty = layer.KernelRegularizer;
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

    public RecurrentCell Cell => _size.Cell;

    /// <summary>Of each direction.</summary>
    public int Units => _size.Units;

    public bool ReturnSequences { get; }

    /// <summary>The weights of the forward direction, and where there is a second one, of the backward direction.</summary>
    public IReadOnlyList<RecurrentWeights> Directions { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override KernelRegularizer? KernelPenalty { get; }

    public override bool IsInPlace => false;

    public override int WorkspaceLength(int rows) => RecurrentState.Length(Cell, Math.Min(rows, BlockRows), _size.Features, Units);

    // Each direction's trace and copied weights, and room for the backward pass of one.
    public override int ScratchLength(int rows) =>
        checked(Directions.Count * DirectionLength(rows) + RecurrentBackward.Length(_size, rows));

    /// <summary>The timestep that a direction reads after some others.</summary>
    /// <param name="direction">0 for forward, 1 for backward.</param>
    /// <param name="count">How many it has read.</param>
    public int Timestep(int direction, int count) => direction == 0 ? count : _size.Timesteps - 1 - count;

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        for (var direction = 0; direction < Directions.Count; direction++)
        {
            if (run.Batch.IsTraining)
                Train(run, direction);
            else
                Score(run, direction);
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        var rows = run.Batch.Rows;
        for (var direction = 0; direction < Directions.Count; direction++)
        {
            var room = run.Scratch + Directions.Count * DirectionLength(rows);
            var pass = new RecurrentBackward(_size, rows, Directions[direction], Kernels(run, direction), Trace(run, direction), room);
            pass.Begin();
            var transposed = pass.TransposeRecurrentKernel();
            for (var count = _size.Timesteps - 1; count >= 0; count--)
            {
                var timestep = Timestep(direction, count);
                if (IsPutOut(count))
                    pass.Read(Place(outputGradient, direction, timestep));
                pass.GoBack(count, run.Masks, timestep, transposed);
            }

            pass.AddWeights(gradient);
            if (inputGradient.Start == null)
                continue;
            pass.MultiplyBack();
            for (var count = 0; count < _size.Timesteps; count++)
                pass.WriteFeatures(count, Features(inputGradient, Timestep(direction, count)), isAdded: direction > 0);
        }

        var inputs = _size.Timesteps * _size.Features;
        if (inputGradient.Start != null)
            Rows.ClearColumns(Tile.All(rows, AlignedBuffer.Pad(inputs)), inputs, inputGradient);
    }

    [MethodImpl(Compilation.AtOnce)]
    private void Score(in StepRun run, int direction)
    {
        var blocks = Math.Max(1, (run.Batch.Rows + BlockRows - 1) / BlockRows);
        // Equal ones: a short last one would share the kernels among few.
        var blockRows = (run.Batch.Rows + blocks - 1) / blocks;
        for (var first = 0; first < run.Batch.Rows; first += blockRows)
        {
            Matrix input = run.Input.From(first), output = run.Output.From(first);
            var masks = run.Masks.From(first);
            var state = new RecurrentState(run.Workspace, Cell, Math.Min(blockRows, run.Batch.Rows - first), _size.Features, Units);
            state.Clear();
            for (var count = 0; count < _size.Timesteps; count++)
            {
                var timestep = Timestep(direction, count);
                state.Read(Features(input, timestep));
                state.Advance(run.Parameters, Directions[direction], masks, timestep);
                if (IsPutOut(count))
                    state.WriteOutputs(Place(output, direction, timestep));
            }
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    private void Train(in StepRun run, int direction)
    {
        var kernels = Kernels(run, direction);
        kernels.Read(run.Parameters);
        var pass = new RecurrentForward(_size, run.Batch.Rows, kernels, Trace(run, direction));
        pass.Begin();
        for (var count = 0; count < _size.Timesteps; count++)
            pass.Read(count, Features(run.Input, Timestep(direction, count)));
        pass.Multiply();
        for (var count = 0; count < _size.Timesteps; count++)
        {
            var timestep = Timestep(direction, count);
            pass.Advance(count, run.Masks, timestep);
            if (IsPutOut(count))
                pass.WriteOutputs(count + 1, Place(run.Output, direction, timestep));
        }
    }

    /// <summary>The most rows that are scored together: so few that what they compute stays in a near cache, and enough for products.</summary>
    private int BlockRows => Math.Max(LeastBlockRows, MostBlockGates / _size.PaddedColumns);

    /// <summary>Whether the outputs of a timestep are read by who follows.</summary>
    private bool IsPutOut(int count) => ReturnSequences || count == _size.Timesteps - 1;

    /// <summary>The features of a timestep.</summary>
    private Matrix Features(Matrix input, int timestep) => new(input.Start + (nint)timestep * _size.Features, input.Row);

    /// <summary>Where a direction puts out a timestep.</summary>
    private Matrix Place(Matrix output, int direction, int timestep) =>
        new(output.Start + (ReturnSequences ? (nint)timestep * Shape.Channels : 0) + direction * Units, output.Row);

    private int DirectionLength(int rows) => checked(RecurrentKernels.Length(_size) + RecurrentTrace.Length(_size, rows));

    private RecurrentKernels Kernels(in StepRun run, int direction) =>
        new(Directions[direction], _size, run.Parameters, run.Scratch + direction * DirectionLength(run.Batch.Rows));

    private RecurrentTrace Trace(in StepRun run, int direction) =>
        new(run.Scratch + direction * DirectionLength(run.Batch.Rows) + RecurrentKernels.Length(_size), _size, run.Batch.Rows);

    private static LayerShape OutputShape(PlanBuilder plan, RecurrentLayer layer)
    {
        var units = checked((layer.IsBidirectional ? 2 : 1) * layer.Units);
        return layer.ReturnSequences ? plan.Shape.WithChannels(units) : LayerShape.Flat(units);
    }
}
