using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Peers;

namespace ActReg.MLNet.Benchmarks.Speed.Training;

/// <summary>The matrix products of an epoch of a training, its last and smaller batch included.</summary>
internal sealed class EpochOfProducts(LargeTraining training) : IDisposable
{
    private readonly BareProducts _full = new(training.Sizes, training.BatchSize);
    private readonly BareProducts? _last =
        training.RowCount % training.BatchSize is > 0 and var rows ? new(training.Sizes, rows) : null;

    /// <summary>The seconds per epoch.</summary>
    public double Seconds(int epochs) => Timing.Of(() =>
    {
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            for (var step = 0; step < training.RowCount / training.BatchSize; step++)
                _full.Step();
            _last?.Step();
        }
    }) / epochs;

    public void Dispose()
    {
        _full.Dispose();
        _last?.Dispose();
    }
}
