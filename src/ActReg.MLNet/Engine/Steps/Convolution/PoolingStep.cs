using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>The largest value, or the mean, of each window, channel by channel; of what is not masked, or 0 where all is.</summary>
internal sealed unsafe class PoolingStep(
    int layerIndex, PoolingKind pooling, Windows windows, LayerShape shape, ActivityRegularizer? penalty)
    : Step(layerIndex, shape, penalty)
{
    public PoolingKind Pooling { get; } = pooling;

    public Windows Windows { get; } = windows;

    public override UnitDependence Dependence => UnitDependence.SameUnit;

    public override int PaddedSize => (int)Windows.PaddedSize;

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var map = run.Output.Start + row * run.Output.Row;
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
}
