namespace ActReg.MLNet;

/// <summary>The values that a network's steps put out for a batch of rows.</summary>
internal sealed class StepOutputs
{
    private readonly AlignedBuffer[] _outputs;
    private readonly int _resultSize;
    private readonly int _resultStride;

    /// <param name="plan">The network.</param>
    /// <param name="capacity">The most rows at a time.</param>
    public StepOutputs(NetworkPlan plan, int capacity)
    {
        _resultSize = plan.OutputSize;
        _resultStride = plan.Steps[^1].Stride;
        InputStride = AlignedBuffer.Pad(plan.InputSize);
        Input = new AlignedBuffer(checked(capacity * InputStride));
        _outputs = [.. plan.Steps.Select(step => new AlignedBuffer(AlignedBuffer.Pad(checked(capacity * step.Stride))))];
    }

    /// <summary>The features, one row per example; the caller fills it, and leaves its padding zero.</summary>
    public AlignedBuffer Input { get; }

    public int InputStride { get; }

    /// <summary>What the last step puts out.</summary>
    public unsafe Matrix Result => new(_outputs[^1].Pointer, _resultStride);

    /// <summary>What the last step puts out for the first row.</summary>
    public ReadOnlySpan<float> FirstRow => _outputs[^1].Span[.._resultSize];

    public AlignedBuffer this[int step] => _outputs[step];
}
