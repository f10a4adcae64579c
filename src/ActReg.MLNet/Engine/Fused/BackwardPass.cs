namespace ActReg.MLNet;

/// <summary>The gradient of a network's loss by its parameters, from what <see cref="ForwardPass"/> left behind.</summary>
internal sealed unsafe class BackwardPass
{
    private readonly NetworkPlan _plan;
    private readonly FusedStep[] _steps;
    private readonly int _firstTrained;
    private readonly WeightPlace[] _frozen;
    private readonly AlignedBuffer[] _gradients;
    // Those by what steps put out whose rows go through several at a time.
    private readonly AlignedBuffer[] _partGradients;
    private readonly ShiftedDense? _shifted;

    /// <param name="plan">The network, of fused steps only.</param>
    /// <param name="capacity">The most rows at a time.</param>
    public BackwardPass(NetworkPlan plan, int capacity)
    {
        _plan = plan;
        _steps = [.. plan.Steps.Select(step => step.Fused!)];
        _firstTrained = plan.Steps.TakeWhile(step => step.Weights.All(weight => weight.IsFrozen)).Count();
        _shifted = _firstTrained == 0 ? ShiftedDense.In(plan) : null;
        // Nothing needs the gradient by what the first of the two puts out.
        _firstTrained += _shifted == null ? 0 : 1;
        _frozen = [.. plan.Steps.Skip(_firstTrained).SelectMany(step => step.Weights).Where(weight => weight.IsFrozen)];
        var steps = Enumerable.Range(0, plan.Steps.Count).ToLookup(plan.RowRuns.IsLast);
        var widest = AlignedBuffer.Pad(checked(capacity * steps[true].Max(step => plan.Steps[step].Stride)));
        var widestPart = AlignedBuffer.Pad(steps[false].Select(step => checked(Math.Min(capacity, plan.RowRuns.RowsAtATime(step)) * plan.Steps[step].Stride)).Append(0).Max());
        // Far enough from the steps' outputs, wherever these are.
        _gradients = [new AlignedBuffer(widest, pageOffset: 928), new AlignedBuffer(widest, pageOffset: 928)];
        _partGradients = [new AlignedBuffer(widestPart, pageOffset: 928), new AlignedBuffer(widestPart, pageOffset: 928)];
    }

    /// <summary>Where the gradient by the network's outputs goes before <see cref="Run"/>.</summary>
    public Matrix OutputGradient => new(_gradients[0].Pointer, _plan.Steps[^1].Stride);

    /// <summary>Adds the gradient by every parameter that is not frozen, the activity penalties' included.</summary>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="strengths">What each penalized step's penalty is multiplied by.</param>
    /// <param name="outputs">What the steps put out for the batch.</param>
    /// <param name="scratch">As the forward pass left it.</param>
    /// <param name="gradient">As long as <paramref name="parameters"/>; what is there stays in it.</param>
    /// <returns>The losses that only this pass computes.</returns>
    public double Run(
        AlignedBuffer parameters, in Batch batch, ReadOnlySpan<double> strengths, StepOutputs outputs, StepScratch scratch,
        AlignedBuffer gradient)
    {
        var last = _plan.Steps[^1];
        double losses = 0;
        _shifted?.Begin(gradient);
        // The loss writes no padding, and the buffer has had other uses.
        Rows.ClearColumns(Tile.All(batch.Rows, last.Width), last.TrainedSize, OutputGradient);
        var current = 0;
        // Whether an epilogue has added the penalty to the gradient by a step's output, and summed up that by its bias.
        var isComplete = false;
        for (var i = _plan.Steps.Count - 1; i >= _firstTrained; i--)
        {
            if (Math.Max(_plan.RowRuns.First(i), _firstTrained) is var first && first < i)
            {
                current = RunRows(first, i, current, parameters, batch, strengths, outputs, scratch, gradient);
                i = first;
                continue;
            }

            var step = _steps[i];
            var strength = Strength(i, strengths);
            var run = ForwardPass.RunOf(i, parameters, batch, outputs, scratch, strength);
            var outputGradient = new Matrix(_gradients[current].Pointer, step.Stride);
            if (!isComplete)
                AddPenalty(step, run, outputGradient);
            current = step.IsInPlace ? current : 1 - current;
            var inputGradient = i == _firstTrained ? default : new Matrix(_gradients[current].Pointer, run.Input.Row);
            if (i > _firstTrained && step is DenseStep dense && ActivatedDense.Is(_plan, i - 1))
            {
                var steps = new ActivatedDense(_plan, --i);
                fixed (float* weights = batch.Weights)
                {
                    var penalty = steps.Penalty(batch, weights).Times(steps.Penalized is { } p ? strengths[_plan.PenaltyIndex(p)] : 0);
                    var epilogue = new BackwardEpilogue(
                        steps, ForwardPass.RunOf(i, parameters, batch, outputs, scratch), penalty, inputGradient, gradient.Pointer);
                    dense.Backward(run, outputGradient, inputGradient, gradient.Pointer, hasBiasGradient: isComplete, ref epilogue);
                }

                isComplete = true;
            }
            else if (isComplete)
            {
                var nothing = default(NoEpilogue);
                ((DenseStep)step).Backward(run, outputGradient, inputGradient, gradient.Pointer, hasBiasGradient: true, ref nothing);
                isComplete = false;
            }
            else
            {
                step.Backward(run, outputGradient, inputGradient, gradient.Pointer);
                losses += step.BackwardLoss(run);
            }
        }

        _shifted?.End(parameters, gradient);

        // Steps compute theirs all the same, and clipping would count it.
        foreach (var weight in _frozen)
            weight.In(gradient).Clear();
        GC.KeepAlive(parameters);
        GC.KeepAlive(outputs);
        GC.KeepAlive(scratch);
        GC.KeepAlive(gradient);
        GC.KeepAlive(this);
        return losses;
    }

    /// <summary>Runs the steps from one back to another on a few rows at a time; returns where the gradient by the first one's input is then.</summary>
    private int RunRows(
        int first, int last, int current, AlignedBuffer parameters, in Batch batch, ReadOnlySpan<double> strengths, StepOutputs outputs, StepScratch scratch,
        AlignedBuffer gradient)
    {
        var rows = _plan.RowRuns.RowsAtATime(first);
        var next = current;
        for (var i = first; i <= last; i++)
            next = _steps[i].IsInPlace ? next : 1 - current;
        for (var row = 0; row < batch.Rows; row += rows)
        {
            var part = batch.Part(row, Math.Min(rows, batch.Rows - row));
            var outputGradient = new Matrix(_gradients[current].Pointer, _steps[last].Stride).From(row);
            var room = 0;
            for (var i = last; i >= first; i--)
            {
                var step = _steps[i];
                var run = ForwardPass.RunOf(i, parameters, part, outputs, scratch, Strength(i, strengths)).From(row);
                AddPenalty(step, run, outputGradient);
                var inputGradient = i == _firstTrained ? default : step.IsInPlace ? outputGradient : new Matrix(_partGradients[room].Pointer, run.Input.Row);
                if (i == first && inputGradient.Start != null && !step.IsInPlace)
                    inputGradient = new Matrix(_gradients[next].Pointer, run.Input.Row).From(row);
                step.Backward(run, outputGradient, inputGradient, gradient.Pointer);
                room = step.IsInPlace ? room : 1 - room;
                outputGradient = inputGradient;
            }

            // What has ended in a step in place is still in the room of a part.
            if (first > _firstTrained && _steps[first].IsInPlace && next != current)
            {
                var length = part.Rows * _steps[first].Stride;
                new ReadOnlySpan<float>(outputGradient.Start, length)
                    .CopyTo(new Span<float>(new Matrix(_gradients[next].Pointer, outputGradient.Row).From(row).Start, length));
            }
        }

        return next;
    }

    private static void AddPenalty(FusedStep step, in StepRun run, Matrix outputGradient)
    {
        if (!step.AddsPenalty(run))
            step.Penalty?.AddGradient(run.Batch, new ActivationMatrix(run.Output, step.Shape, run.OutputMasks), run.PenaltyStrength, outputGradient);
    }

    private double Strength(int step, ReadOnlySpan<double> strengths) => _steps[step].Penalty == null ? 1 : strengths[_plan.PenaltyIndex(step)];
}
