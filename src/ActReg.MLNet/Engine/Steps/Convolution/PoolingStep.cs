using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>The largest value, or the mean, of each window, channel by channel; of what is not masked, or 0 where all is.</summary>
/// <remarks>The gradient by a largest value goes to the first place of the window that has it, as in Torch.</remarks>
internal sealed unsafe class PoolingStep(
    int layerIndex, PoolingKind pooling, Windows windows, LayerShape shape, ActivityRegularizer? penalty)
    : FusedStep(layerIndex, shape, penalty)
{
    private readonly WholeWindows? _whole = WholeWindows.Of(windows, pooling);

    public PoolingKind Pooling { get; } = pooling;

    public Windows Windows { get; } = windows;

    public override UnitDependence Dependence => UnitDependence.SameUnit;

    public override int PaddedSize => (int)Windows.PaddedSize;

    public override bool IsInPlace => false;

    public override bool GoesByRow => true;

    // What of a window's gradient has not gone anywhere yet.
    public override int ScratchLength(int rows) => AlignedBuffer.Pad(Windows.Channels);

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var map = run.Output.Start + row * run.Output.Row;
            if (_whole != null && !run.Masks.Exist)
            {
                _whole.Pool(run.Input.Start + row * run.Input.Row, map);
                continue;
            }

            for (var y = 0; y < Windows.Height.Output; y++)
            {
                for (var x = 0; x < Windows.Width.Output; x++, map += Windows.Channels)
                    Pool(run, row, y, x, map);
            }
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    private void Pool(in StepRun run, int batchRow, int row, int column, float* result)
    {
        var image = run.Input.Start + batchRow * run.Input.Row;
        var channels = Windows.Channels;
        var count = 0;
        var (rows, columns) = (Windows.Height.Inside(row), Windows.Width.Inside(column));
        for (var y = rows.Start.Value; y < rows.End.Value; y++)
        {
            var imageRow = (nint)Windows.Height.Place(row, y) * Windows.Width.Input;
            for (var x = columns.Start.Value; x < columns.End.Value; x++)
            {
                var place = imageRow + Windows.Width.Place(column, x);
                if (run.Masks.Hide(batchRow, (int)place))
                    continue;
                var pixel = image + place * channels;
                if (count++ == 0)
                    new ReadOnlySpan<float>(pixel, channels).CopyTo(new Span<float>(result, channels));
                else if (Pooling == PoolingKind.Max)
                    Channels.Max(channels, pixel, result);
                else
                    Channels.Add(channels, pixel, result);
            }
        }

        if (count == 0)
            new Span<float>(result, channels).Clear();
        else if (Pooling == PoolingKind.Average)
            Channels.Divide(channels, count, result);
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        for (var row = 0; row < run.Batch.Rows && inputGradient.Start != null; row++)
        {
            var image = inputGradient.Start + row * inputGradient.Row;
            if (_whole != null && !run.Masks.Exist)
            {
                // Whole vectors: there is no padding.
                _whole.Spread(
                    run.Input.Start + row * run.Input.Row, run.Output.Start + row * run.Output.Row, outputGradient.Start + row * outputGradient.Row, image);
                continue;
            }

            new Span<float>(image, AlignedBuffer.Pad(checked(Windows.Height.Input * Windows.Width.Input * Windows.Channels))).Clear();
            var offset = 0;
            for (var y = 0; y < Windows.Height.Output; y++)
            {
                for (var x = 0; x < Windows.Width.Output; x++, offset += Windows.Channels)
                    Spread(run, row, y, x, run.Output.Start + row * run.Output.Row + offset, outputGradient.Start + row * outputGradient.Row + offset, image);
            }
        }
    }

    /// <summary>Adds a window's gradient to that by the image.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private void Spread(in StepRun run, int batchRow, int row, int column, float* result, float* slopes, float* gradient)
    {
        var image = run.Input.Start + batchRow * run.Input.Row;
        var channels = Windows.Channels;
        var rest = new Span<float>(run.Scratch, channels);
        new ReadOnlySpan<float>(slopes, channels).CopyTo(rest);
        if (Pooling == PoolingKind.Average)
            Channels.Divide(channels, Math.Max(1, CountKept(run.Masks, batchRow, row, column)), run.Scratch);
        var (rows, columns) = (Windows.Height.Inside(row), Windows.Width.Inside(column));
        for (var y = rows.Start.Value; y < rows.End.Value; y++)
        {
            var imageRow = (nint)Windows.Height.Place(row, y) * Windows.Width.Input;
            for (var x = columns.Start.Value; x < columns.End.Value; x++)
            {
                var place = imageRow + Windows.Width.Place(column, x);
                if (run.Masks.Hide(batchRow, (int)place))
                    continue;
                if (Pooling == PoolingKind.Max)
                    Channels.MoveWhereEqual(channels, image + place * channels, result, run.Scratch, gradient + place * channels);
                else
                    Channels.Add(channels, run.Scratch, gradient + place * channels);
            }
        }
    }

    /// <summary>How many of a window's places are neither padding nor masked.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private int CountKept(RowMasks masks, int batchRow, int row, int column)
    {
        var count = 0;
        var (rows, columns) = (Windows.Height.Inside(row), Windows.Width.Inside(column));
        for (var y = rows.Start.Value; y < rows.End.Value; y++)
        {
            for (var x = columns.Start.Value; x < columns.End.Value; x++)
                count += masks.Hide(batchRow, Windows.Height.Place(row, y) * Windows.Width.Input + Windows.Width.Place(column, x)) ? 0 : 1;
        }

        return count;
    }
}
