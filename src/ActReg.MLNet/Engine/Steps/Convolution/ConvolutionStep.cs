namespace ActReg.MLNet;

/// <summary>A convolution, as products of its windows' values with its kernel.</summary>
/// <remarks>
/// The kernel is stored group by group, each [window places x channels of the group, filters of the group], its rows padded. Windows are
/// copied out some at a time, so that they stay in the cache, whatever the size of the image.
/// </remarks>
internal sealed unsafe class ConvolutionStep : Step
{
    /// <summary>The values of windows that are copied out at a time.</summary>
    private const int MostValues = 1 << 15;

    private readonly WeightPlace _kernel;
    private readonly WeightPlace _bias;
    private readonly int _filters;
    private readonly int _depth;
    private readonly int _patchStride;
    private readonly int _windowsAtATime;

    /// <param name="plan">What it follows.</param>
    /// <param name="kind">Keras's name for its layer.</param>
    /// <param name="kernelSize">The kernel's first dimensions.</param>
    /// <param name="windows">Where it lies.</param>
    /// <param name="shape">What it puts out.</param>
    /// <param name="groups">The parts of channels and filters.</param>
    /// <param name="penalty">The penalty on its output.</param>
    /// <param name="kernelPenalty">The penalty on its kernel.</param>
    public ConvolutionStep(
        PlanBuilder plan, string kind, int[] kernelSize, Windows windows, LayerShape shape, int groups,
        ActivityRegularizer? penalty, KernelRegularizer? kernelPenalty)
        : base(plan.LayerIndex, shape, penalty)
    {
        Windows = windows;
        Groups = groups;
        KernelPenalty = kernelPenalty;
        var channels = windows.Channels / groups;
        _filters = shape.Channels / groups;
        _depth = checked(windows.Size * channels);
        _patchStride = AlignedBuffer.RowStride(AlignedBuffer.Pad(_depth));
        _windowsAtATime = Math.Clamp(MostValues / _patchStride, 1, windows.Count);
        var name = plan.NameLayer(kind);
        var stride = AlignedBuffer.Pad(_filters);
        _kernel = new(
            $"{name}/kernel", WeightRole.Kernel, [.. kernelSize, channels, shape.Channels], plan.Offset,
            checked(groups * _depth * stride), RowStride: stride)
        {
            GroupColumns = _filters,
            GroupStride = checked(_depth * stride),
        };
        _bias = new($"{name}/bias", WeightRole.Bias, [shape.Channels], checked(plan.Offset + _kernel.Length), checked(groups * stride))
        {
            GroupColumns = _filters,
            GroupStride = stride,
        };
        Weights = [_kernel, _bias];
    }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override KernelRegularizer? KernelPenalty { get; }

    public Windows Windows { get; }

    public int Groups { get; }

    public override int WorkspaceLength(int rows) =>
        checked(_windowsAtATime * _patchStride + ChannelProduct.RoomLength(_windowsAtATime, _filters));

    public override void Forward(in StepRun run)
    {
        var patches = new Matrix(run.Workspace, _patchStride);
        var room = run.Workspace + _windowsAtATime * _patchStride;
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var image = run.Input.Start + row * run.Input.Row;
            var map = run.Output.Start + row * run.Output.Row;
            for (var group = 0; group < Groups; group++)
            {
                var kernel = new Matrix(run.Parameters + _kernel.Offset + group * _kernel.GroupStride, _kernel.RowStride);
                var bias = run.Parameters + _bias.Offset + group * _bias.GroupStride;
                for (var window = 0; window < Windows.Count; window += _windowsAtATime)
                {
                    var count = Math.Min(_windowsAtATime, Windows.Count - window);
                    Patches.Copy(Windows, window, count, group, Groups, image, patches);
                    var result = new Matrix(map + (nint)window * Shape.Channels + group * _filters, Shape.Channels);
                    ChannelProduct.Multiply(count, _filters, _depth, patches, kernel, bias, result, room);
                }
            }
        }
    }
}
