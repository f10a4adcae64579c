using System.Runtime.CompilerServices;

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

    private readonly int _filters;
    private readonly int _depth;
    private readonly int _patchStride;
    private readonly int _windowsAtATime;

    /// <param name="plan">What it follows.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="windows">Where its windows lie.</param>
    /// <param name="penalty">The penalty on its own output, before the layer's activation.</param>
    public ConvolutionStep(PlanBuilder plan, ConvolutionLayer layer, Windows windows, ActivityRegularizer? penalty)
        : base(plan.LayerIndex, windows.Output(plan.Shape, layer.Filters), penalty)
    {
        Windows = windows;
        Groups = layer.Groups;
        KernelPenalty = layer.KernelRegularizer;
        var channels = windows.Channels / Groups;
        _filters = layer.Filters / Groups;
        _depth = checked(windows.Size * channels);
        _patchStride = AlignedBuffer.RowStride(AlignedBuffer.Pad(_depth));
        _windowsAtATime = Math.Clamp(MostValues / _patchStride, 1, windows.Count);
        var name = plan.NameLayer(layer.Kind.ToLowerInvariant());
        Kernel = plan.Place(
            $"{name}/kernel", WeightRole.Kernel, WeightLayout.Grouped(Groups, [.. layer.WindowShape, channels, layer.Filters]));
        Bias = plan.Place($"{name}/bias", WeightRole.Bias, WeightLayout.Grouped(Groups, layer.Filters));
        Weights = [Kernel, Bias];
    }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override KernelRegularizer? KernelPenalty { get; }

    public override UnitDependence Dependence => Groups == 1 ? UnitDependence.AllUnits : UnitDependence.Any;

    public WeightPlace Kernel { get; }

    public WeightPlace Bias { get; }

    public Windows Windows { get; }

    public int Groups { get; }

    public override int PaddedSize => (int)Windows.PaddedSize;

    public override int WorkspaceLength(int rows) =>
        checked(_windowsAtATime * _patchStride + ChannelProduct.RoomLength(_windowsAtATime, _filters));

    [MethodImpl(Compilation.AtOnce)]
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
                var kernel = new Matrix(run.Parameters + Kernel.Offset + group * Kernel.Layout.GroupStride, Kernel.Layout.RowStride);
                var bias = run.Parameters + Bias.Offset + group * Bias.Layout.GroupStride;
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
