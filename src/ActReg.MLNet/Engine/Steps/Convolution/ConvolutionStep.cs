using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>A convolution, as products of its windows' values with its kernel.</summary>
/// <remarks>
/// The kernel is stored group by group, each [window places x channels of the group, filters of the group], its rows padded. Windows are
/// read where they stand in the image, with its padding around; those of groups, of dilated columns or of filters that are not whole vectors
/// are copied out some at a time, so that they stay in the cache, whatever the size of the image.
/// </remarks>
internal sealed unsafe class ConvolutionStep : FusedStep
{
    /// <summary>The values of windows that are copied out at a time.</summary>
    private const int MostValues = 1 << 15;

    /// <summary>The windows whose gradients are added up by themselves: a sum of very many would lose the last ones to rounding.</summary>
    private const int WindowsPerSum = 1 << 10;

    private readonly int _filters;
    private readonly int _depth;
    private readonly int _patchStride;
    private readonly int _windowsAtATime;
    private readonly int _rowsPerSum;
    private readonly FoldedWindows? _folded;

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
        _rowsPerSum = Math.Max(1, WindowsPerSum / windows.Count);
        _folded = Groups == 1 && AlignedBuffer.Pad(_filters) == _filters ? FoldedWindows.Of(windows) : null;
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

    public override bool IsInPlace => false;

    public override bool GoesByRow => true;

    public override bool NeedsOutput => false;

    public override int WorkspaceLength(int rows) => _folded == null
        ? checked(_windowsAtATime * _patchStride + ChannelProduct.RoomLength(_windowsAtATime, _filters))
        : checked(_folded.RoomLength + FoldedProduct.RoomLength(_depth));

    // Sums of gradients, the kernel's transpose, windows, room for products, and an image with its padding.
    public override int ScratchLength(int rows) => checked(SumsLength + TransposedLength + PatchesLength + (_folded?.RoomLength ?? 0));

    private int PatchesLength => checked(_windowsAtATime * _patchStride + ChannelGradient.RoomLength(_windowsAtATime, _filters, _depth));

    private int SumsLength => checked(Kernel.Length + Bias.Length);

    private int TransposedLength => checked(Groups * _filters * AlignedBuffer.Pad(_depth));

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        if (_folded == null)
        {
            ForwardCopied(run);
            return;
        }

        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var windows = _folded.In(run.Input.Start + row * run.Input.Row, run.Workspace);
            FoldedProduct.Multiply(
                _filters, windows, Kernel.Stored(run.Parameters), run.Parameters + Bias.Offset,
                new Matrix(run.Output.Start + row * run.Output.Row, _filters), run.Workspace + _folded.RoomLength);
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    private void ForwardCopied(in StepRun run)
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

    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        if (inputGradient.Start != null)
            TransposeKernel(run);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            if (row % _rowsPerSum == 0)
                new Span<float>(run.Scratch, SumsLength).Clear();
            var image = inputGradient.Start == null ? null : inputGradient.Start + row * inputGradient.Row;
            if (image != null)
                new Span<float>(image, AlignedBuffer.Pad(checked(Windows.Height.Input * Windows.Width.Input * Windows.Channels))).Clear();
            for (var group = 0; group < Groups; group++)
                Backward(run, row, group, outputGradient.Start + row * outputGradient.Row + group * _filters, image);
            if ((row + 1) % _rowsPerSum != 0 && row + 1 < run.Batch.Rows)
                continue;
            Channels.Add(Kernel.Length, run.Scratch, gradient + Kernel.Offset);
            Channels.Add(Bias.Length, run.Scratch + Kernel.Length, gradient + Bias.Offset);
        }
    }

    /// <summary>Of a row's windows, and a part of the channels.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private void Backward(in StepRun run, int row, int group, float* slopes, float* image)
    {
        if (_folded != null)
        {
            BackwardFolded(run, row, slopes, image);
            return;
        }

        var sums = Kernel.IsFrozen ? default : new Matrix(run.Scratch + group * Kernel.Layout.GroupStride, Kernel.Layout.RowStride);
        var biasSums = run.Scratch + Kernel.Length + group * Bias.Layout.GroupStride;
        var patches = new Matrix(run.Scratch + SumsLength + TransposedLength, _patchStride);
        var room = patches.Start + _windowsAtATime * _patchStride;
        for (var window = 0; window < Windows.Count; window += _windowsAtATime)
        {
            var count = Math.Min(_windowsAtATime, Windows.Count - window);
            var windowSlopes = new Matrix(slopes + (nint)window * Shape.Channels, Shape.Channels);
            if (sums.Start != null)
                Patches.Copy(Windows, window, count, group, Groups, run.Input.Start + row * run.Input.Row, patches);
            ChannelGradient.Add(count, _filters, _depth, patches, windowSlopes, sums, biasSums, room);
            if (image == null)
                continue;
            ChannelGradient.Multiply(count, _filters, _depth, windowSlopes, TransposedKernel(run, group), patches, room);
            Patches.Add(Windows, window, count, group, Groups, patches, image);
        }
    }

    /// <summary>The same of windows that are read where they stand.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private void BackwardFolded(in StepRun run, int row, float* slopes, float* image)
    {
        var allSlopes = new Matrix(slopes, _filters);
        var patches = new Matrix(run.Scratch + SumsLength + TransposedLength, _patchStride);
        ColumnSums.Add(Tile.All(Windows.Count, _filters), allSlopes, run.Scratch + Kernel.Length);
        if (!Kernel.IsFrozen)
        {
            var windows = _folded!.In(run.Input.Start + row * run.Input.Row, patches.Start + PatchesLength);
            FoldedProduct.Multiply(_filters, windows.Transposed, allSlopes, run.Scratch, new Matrix(run.Scratch, _filters), room: null);
        }

        for (var window = 0; window < Windows.Count && image != null; window += _windowsAtATime)
        {
            var count = Math.Min(_windowsAtATime, Windows.Count - window);
            ChannelGradient.Multiply(
                count, _filters, _depth, new Matrix(slopes + (nint)window * _filters, _filters), TransposedKernel(run, group: 0), patches, patches.Start + _windowsAtATime * _patchStride);
            Patches.Add(Windows, window, count, group: 0, groups: 1, patches, image);
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    private void TransposeKernel(in StepRun run)
    {
        for (var group = 0; group < Groups; group++)
        {
            var kernel = new Matrix(run.Parameters + Kernel.Offset + group * Kernel.Layout.GroupStride, Kernel.Layout.RowStride);
            Transposition.Run(_depth, _filters, kernel, TransposedKernel(run, group));
        }
    }

    private Matrix TransposedKernel(in StepRun run, int group)
    {
        var columns = AlignedBuffer.Pad(_depth);
        return new(run.Scratch + SumsLength + group * _filters * columns, columns);
    }
}
