using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>A transposed convolution: each pixel's product with the kernel is added where its window lies in the output.</summary>
/// <remarks>
/// The kernel is stored with its columns as rows, [channels, window places x filters], so that the products of all pixels are one matrix
/// product; it is computed for some pixels at a time, so that it stays in the cache, whatever the size of the image.
/// </remarks>
internal sealed unsafe class TransposedConvolutionStep : FusedStep
{
    /// <summary>The values of windows that are computed at a time.</summary>
    private const int MostValues = 1 << 15;

    private readonly int _depth;
    private readonly int _patchStride;
    private readonly int _windowsAtATime;

    /// <param name="plan">What it follows: an image.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="windows">Where its windows lie in the output.</param>
    /// <param name="penalty">The penalty on its own output, before the layer's activation.</param>
    public TransposedConvolutionStep(PlanBuilder plan, Conv2DTransposeLayer layer, Windows windows, ActivityRegularizer? penalty)
        : base(plan.LayerIndex, LayerShape.Image(windows.Height.Input, windows.Width.Input, windows.Channels), penalty)
    {
        Windows = windows;
        Channels = plan.Shape.Channels;
        KernelPenalty = layer.KernelRegularizer;
        var name = plan.NameLayer("conv2d_transpose");
        Kernel = plan.Place(
            $"{name}/kernel", WeightRole.Kernel,
            WeightLayout.Transposed(layer.KernelSize.Height, layer.KernelSize.Width, layer.Filters, Channels));
        Bias = plan.Place($"{name}/bias", WeightRole.Bias, WeightLayout.Rows(layer.Filters));
        Weights = [Kernel, Bias];
        _depth = checked(windows.Size * windows.Channels);
        _patchStride = AlignedBuffer.RowStride(Kernel.Layout.StoredColumns);
        _windowsAtATime = Math.Clamp(MostValues / _patchStride, 1, windows.Count);
    }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override KernelRegularizer? KernelPenalty { get; }

    public WeightPlace Kernel { get; }

    public WeightPlace Bias { get; }

    public Windows Windows { get; }

    /// <summary>Those of its input.</summary>
    public int Channels { get; }

    public override int PaddedSize => (int)Windows.PaddedSize;

    public override bool IsInPlace => false;

    public override bool GoesByRow => true;

    public override bool NeedsOutput => false;

    public override int WorkspaceLength(int rows) => checked(_windowsAtATime * _patchStride);

    // The kernel's transpose, windows, and room for products.
    public override int ScratchLength(int rows) =>
        checked(TransposedLength + _windowsAtATime * _patchStride + ChannelProduct.RoomLength(_windowsAtATime, Channels));

    private int TransposedLength => checked(_depth * AlignedBuffer.Pad(Channels));

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        var kernel = Kernel.Stored(run.Parameters);
        var bias = new ReadOnlySpan<float>(run.Parameters + Bias.Offset, Shape.Channels);
        var patches = new Matrix(run.Workspace, _patchStride);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var image = run.Input.Start + row * run.Input.Row;
            var map = run.Output.Start + row * run.Output.Row;
            for (var place = 0; place < Shape.Positions; place++)
                bias.CopyTo(new Span<float>(map + (nint)place * Shape.Channels, Shape.Channels));
            for (var window = 0; window < Windows.Count; window += _windowsAtATime)
            {
                var count = Math.Min(_windowsAtATime, Windows.Count - window);
                var pixels = new Matrix(image + (nint)window * Channels, Channels);
                MatrixProduct.Multiply(count, Kernel.Layout.StoredColumns, Channels, pixels, kernel, bias: null, patches);
                Patches.Add(Windows, window, count, group: 0, groups: 1, patches, map);
            }
        }
    }

    /// <remarks>It is what it transposes that goes backward: a convolution of the gradient with the same kernel.</remarks>
    /// <inheritdoc/>
    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        var kernel = Kernel.Stored(run.Parameters);
        var transposed = new Matrix(run.Scratch, AlignedBuffer.Pad(Channels));
        var patches = new Matrix(run.Scratch + TransposedLength, _patchStride);
        var room = patches.Start + _windowsAtATime * _patchStride;
        if (inputGradient.Start != null)
            Transposition.Run(Channels, _depth, kernel, transposed);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var map = outputGradient.Start + row * outputGradient.Row;
            ColumnSums.AddNarrow(Shape.Positions, Shape.Channels, new Matrix(map, Shape.Channels), gradient + Bias.Offset);
            for (var window = 0; window < Windows.Count; window += _windowsAtATime)
            {
                var count = Math.Min(_windowsAtATime, Windows.Count - window);
                Patches.Copy(Windows, window, count, group: 0, groups: 1, map, patches);
                if (!Kernel.IsFrozen)
                {
                    Rows.ClearColumns(Tile.All(count, Kernel.Layout.StoredColumns), _depth, patches);
                    var pixels = new Matrix(run.Input.Start + row * run.Input.Row + (nint)window * Channels, Channels);
                    MatrixProduct.Add(Channels, Kernel.Layout.StoredColumns, count, pixels.Transposed, patches, Kernel.Stored(gradient));
                }

                if (inputGradient.Start == null)
                    continue;
                var slopes = new Matrix(inputGradient.Start + row * inputGradient.Row + (nint)window * Channels, Channels);
                ChannelProduct.Multiply(count, Channels, _depth, patches, transposed, bias: null, slopes, room);
            }
        }

        var size = checked(Windows.Count * Channels);
        if (inputGradient.Start != null)
            Rows.ClearColumns(Tile.All(run.Batch.Rows, AlignedBuffer.Pad(size)), size, inputGradient);
    }
}
