using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>A <see cref="TrainingSet"/> as tensors.</summary>
internal sealed class TorchSet : IDisposable
{
    private readonly Tensor _features;
    private readonly Tensor _labels;
    private readonly Tensor? _weights;

    /// <param name="set">The rows.</param>
    /// <param name="device">Where to put them.</param>
    public TorchSet(TrainingSet set, Device device)
    {
        Set = set;
        _features = tensor(set.Features, set.RowCount, set.FeatureCount, device: device).DetachFromDisposeScope();
        _labels = tensor(set.Labels, device: device).DetachFromDisposeScope();
        _weights = set.Weights == null ? null : tensor(set.Weights, device: device).DetachFromDisposeScope();
    }

    public TrainingSet Set { get; }

    /// <summary>Some rows.</summary>
    public TorchBatch Rows(ReadOnlySpan<int> rows, bool isTraining, ulong noise)
    {
        var index = tensor(rows.ToArray(), dtype: ScalarType.Int64, device: _labels.device);
        var weights = _weights?.index_select(0, index) ?? ones(rows.Length, dtype: ScalarType.Float32, device: _labels.device);
        var weight = _weights is null ? rows.Length : weights.sum().item<float>();
        return new(_features.index_select(0, index), _labels.index_select(0, index), weights, weight, isTraining, noise);
    }

    public void Dispose()
    {
        _features.Dispose();
        _labels.Dispose();
        _weights?.Dispose();
    }
}
