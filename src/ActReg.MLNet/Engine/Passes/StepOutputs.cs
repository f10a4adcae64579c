namespace ActReg.MLNet;

/// <summary>The values that a network's steps put out for a batch of rows.</summary>
internal sealed class StepOutputs
{
    private readonly AlignedBuffer[] _outputs;
    private readonly AlignedBuffer? _workspace;
    private readonly NetworkPlan _plan;
    private readonly Lazy<AlignedBuffer> _input;

    /// <param name="plan">The network.</param>
    /// <param name="capacity">The most rows at a time.</param>
    /// <param name="isTraining">Whether an output that no backward pass reads may be overwritten by the next: there is less to write.</param>
    public StepOutputs(NetworkPlan plan, int capacity, bool isTraining = false)
    {
        _plan = plan;
        Capacity = capacity;
        InputStride = AlignedBuffer.RowStride(AlignedBuffer.Pad(plan.InputSize));
        var inputLength = checked(capacity * InputStride);
        _input = new Lazy<AlignedBuffer>(() => new AlignedBuffer(inputLength));
        _outputs = new AlignedBuffer[plan.Steps.Count];
        var count = 0;
        for (var i = 0; i < _outputs.Length; i++)
        {
            // Each half a page from the one before, which its step reads.
            _outputs[i] = isTraining && IsOverwriting(plan, i)
                ? _outputs[i - 1] : new AlignedBuffer(AlignedBuffer.Pad(checked(capacity * plan.Steps[i].Stride)), pageOffset: count++ % 2 == 0 ? 512 : 0);
        }

        var workspaceLength = plan.Steps.Max(step => step.WorkspaceLength(capacity));
        _workspace = workspaceLength == 0 ? null : new AlignedBuffer(workspaceLength);
    }

    private StepOutputs(StepOutputs other, AlignedBuffer[] outputs)
    {
        _plan = other._plan;
        Capacity = other.Capacity;
        InputStride = other.InputStride;
        _input = other._input;
        _outputs = outputs;
        _workspace = other._workspace;
    }

    /// <summary>The most rows at a time.</summary>
    public int Capacity { get; }

    /// <summary>The features, one row per example; the caller fills it, and leaves its padding zero.</summary>
    public AlignedBuffer Input => _input.Value;

    /// <summary>In place of <see cref="Input"/>, where its zeros are left out.</summary>
    public SparseFeatures Features { get; set; }

    public int InputStride { get; }

    /// <summary>What the last step puts out.</summary>
    public Matrix Result => Of(_outputs.Length - 1);

    /// <summary>Copies what the last step puts out for as many rows as there is room for.</summary>
    public void CopyResultTo(Span<float> outputs)
    {
        var (size, stride) = (_plan.OutputSize, _plan.Steps[^1].Stride);
        for (var row = 0; row < outputs.Length / size; row++)
            _outputs[^1].Span.Slice(row * stride, size).CopyTo(outputs[(row * size)..]);
    }

    /// <summary>What the last step puts out for the first row.</summary>
    public ReadOnlySpan<float> FirstRow => _outputs[^1].Span[.._plan.OutputSize];

    public AlignedBuffer this[int step] => _outputs[step];

    /// <summary>Room for a step to work in; the next step's forward pass takes it over.</summary>
    public unsafe float* Workspace => _workspace == null ? null : _workspace.Pointer;

    /// <summary>What a step reads.</summary>
    public unsafe Matrix InputOf(int step) => step > 0 ? Of(step - 1) : Features.Exist ? default : new(Input.Pointer, InputStride);

    /// <summary>The timesteps that are masked of what a step reads.</summary>
    public RowMasks InputMasks(int step) => new(_plan.InputMask(step), InputOf(0));

    /// <summary>The timesteps that are masked of what a step puts out.</summary>
    public RowMasks OutputMasks(int step) => new(_plan.OutputMask(step), InputOf(0));

    /// <summary>What a penalty on a step's output sees of it.</summary>
    public ActivationMatrix Activations(int step) => new(Of(step), _plan.Steps[step].Shape, OutputMasks(step));

    /// <summary>What a step puts out.</summary>
    public unsafe Matrix Of(int step) => new(_outputs[step].Pointer, _plan.Steps[step].Stride);

    /// <summary>
    /// The same buffers, but an activation overwrites the output of the dense step that it is computed with: half as much to
    /// write, where only <see cref="Result"/> is needed.
    /// </summary>
    public StepOutputs Overwriting()
    {
        return new(this, [.. _outputs.Select((output, i) => IsOverwritten(i) ? _outputs[i + 1] : output)]);

        bool IsOverwritten(int step) => step + 1 < _outputs.Length && ActivatedDense.Is(_plan, step + 1);
    }

    /// <summary>Whether a step may put out where the one before, whose rows go on to it a few at a time, does.</summary>
    private static bool IsOverwriting(NetworkPlan plan, int step) =>
        step > 0 && !plan.RowRuns.IsLast(step - 1) && plan.Steps[step - 1] is { Penalty: null, Fused.NeedsOutput: false } && plan.Steps[step].Fused is { NeedsInput: false };
}
