using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary>The largest value, or the mean, of each window, channel by channel; of what is not masked, or 0 where all is.</summary>
internal sealed unsafe class PoolingStep(
    int layerIndex, PoolingKind pooling, Windows windows, LayerShape shape, ActivityRegularizer? penalty)
    : Step(layerIndex, shape, penalty)
{
    public PoolingKind Pooling { get; } = pooling;

    public Windows Windows { get; } = windows;

    public override UnitDependence Dependence => UnitDependence.SameUnit;

    public override int PaddedInputSize => (int)Windows.PaddedSize;

    public override void Forward(in StepRun run)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var map = run.Output.Start + row * run.Output.Row;
            for (var y = 0; y < Windows.Height.Output; y++)
            {
                for (var x = 0; x < Windows.Width.Output; x++, map += Windows.Channels)
                    Pool(run, row, y, x, new Span<float>(map, Windows.Channels));
            }
        }
    }

    private void Pool(in StepRun run, int batchRow, int row, int column, Span<float> result)
    {
        var image = run.Input.Start + batchRow * run.Input.Row;
        var count = 0;
        result.Fill(Pooling == PoolingKind.Max ? float.NegativeInfinity : 0);
        var (rows, columns) = (Windows.Height.Inside(row), Windows.Width.Inside(column));
        for (var y = rows.Start.Value; y < rows.End.Value; y++)
        {
            var imageRow = (nint)Windows.Height.Place(row, y) * Windows.Width.Input;
            for (var x = columns.Start.Value; x < columns.End.Value; x++)
            {
                var place = imageRow + Windows.Width.Place(column, x);
                if (run.Masks.Hide(batchRow, (int)place))
                    continue;
                count++;
                var pixel = new ReadOnlySpan<float>(image + place * Windows.Channels, Windows.Channels);
                if (Pooling == PoolingKind.Max)
                    TensorPrimitives.Max(result, pixel, result);
                else
                    TensorPrimitives.Add(result, pixel, result);
            }
        }

        if (count == 0)
            result.Clear();
        else if (Pooling == PoolingKind.Average)
            TensorPrimitives.Divide(result, count, result);
    }
}
