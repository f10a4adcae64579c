namespace ActReg.MLNet;

/// <summary>The derivatives of what a network puts out by its features; for one thread at a time.</summary>
/// <remarks>
/// By the passes of training: nothing in the network is trained, so that it normalizes as it scores, and nothing is dropped. An ensemble's last step puts out what
/// each of its members does.
/// </remarks>
internal sealed unsafe class FeatureGradient
{
    private readonly NetworkPlan _plan;
    private readonly AlignedBuffer _parameters;
    private readonly AlignedBuffer _unused;
    private readonly StepOutputs _outputs;
    private readonly StepScratch _scratch;
    private readonly AlignedBuffer[] _gradients;
    // Which of them has the last gradient, and the stride of its rows.
    private int _last;
    private int _stride;

    /// <param name="plan">A network of fused steps, frozen and without noise.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="capacity">The most rows at a time.</param>
    public FeatureGradient(NetworkPlan plan, IReadOnlyList<WeightTensor> weights, int capacity)
    {
        _plan = plan;
        _parameters = new AlignedBuffer(plan.ParameterLength);
        Weights.Pack(plan, weights, _parameters.Span);
        _unused = new AlignedBuffer(plan.ParameterLength);
        _outputs = new StepOutputs(plan, capacity);
        _scratch = new StepScratch(plan, capacity);
        var widest = AlignedBuffer.Pad(checked(capacity * Math.Max(_outputs.InputStride, plan.Steps.Max(step => step.Stride))));
        _gradients = [new AlignedBuffer(widest), new AlignedBuffer(widest)];
    }

    /// <summary>The most rows at a time.</summary>
    public int Capacity => _outputs.Capacity;

    /// <summary>Where a row's features go.</summary>
    public Span<float> Features(int row) => _outputs.Input.Span.Slice(row * _outputs.InputStride, _plan.InputSize);

    /// <summary>Copies what was put out for a row.</summary>
    public void CopyOutputs(int row, Span<float> outputs)
    {
        if (Last.MembersOutput is { } members)
            members.Write(_parameters.Span, TrainedOutputs(row), outputs);
        else
            TrainedOutputs(row).CopyTo(outputs);
    }

    /// <summary>Takes the derivatives of something by a row's outputs, before <see cref="Backward"/>.</summary>
    public void SetOutputSlopes(int row, ReadOnlySpan<float> slopes)
    {
        var room = _gradients[0].Span.Slice(row * Last.Stride, Last.TrainedSize);
        if (Last.MembersOutput is { } members)
            members.WriteSlopes(_parameters.Span, TrainedOutputs(row), slopes, room);
        else
            slopes.CopyTo(room);
    }

    /// <summary>Where the derivatives by a row's features are, after <see cref="Backward"/>.</summary>
    public ReadOnlySpan<float> FeatureSlopes(int row) => _gradients[_last].Span.Slice(row * _stride, _plan.InputSize);

    /// <summary>Computes what is put out.</summary>
    public void Forward(int rows) => ForwardPass.Run(_plan, _parameters, BatchOf(rows), _outputs, _scratch);

    /// <summary>Computes the derivatives by the features, of rows that <see cref="Forward"/> has computed.</summary>
    public void Backward(int rows)
    {
        Rows.ClearColumns(Tile.All(rows, Last.Width), Last.TrainedSize, new Matrix(_gradients[0].Pointer, Last.Stride));
        (_last, _stride) = (0, Last.Stride);
        for (var i = _plan.Steps.Count - 1; i >= 0; i--)
        {
            var step = _plan.Steps[i].Fused!;
            var run = ForwardPass.RunOf(i, _parameters, BatchOf(rows), _outputs, _scratch);
            var outputGradient = new Matrix(_gradients[_last].Pointer, step.Stride);
            _last = step.IsInPlace ? _last : 1 - _last;
            _stride = (int)run.Input.Row;
            step.Backward(run, outputGradient, new Matrix(_gradients[_last].Pointer, _stride), _unused.Pointer);
        }

        GC.KeepAlive(this);
    }

    private Step Last => _plan.Steps[^1];

    private ReadOnlySpan<float> TrainedOutputs(int row) => _outputs[_plan.Steps.Count - 1].Span.Slice(row * Last.Stride, Last.TrainedSize);

    private static Batch BatchOf(int rows) => new() { Rows = rows, Weight = rows, RowWeight = rows, FullRows = rows, IsTraining = true };
}
