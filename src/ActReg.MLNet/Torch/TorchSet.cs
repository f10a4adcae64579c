using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>A <see cref="TrainingSet"/> as tensors.</summary>
internal sealed class TorchSet : IDisposable
{
    private readonly Tensor _features;
    private readonly Tensor _labels;
    private readonly Tensor? _weights;

    public TorchSet(TrainingSet set)
    {
        Set = set;
        _features = tensor(set.Features, set.RowCount, set.FeatureCount).DetachFromDisposeScope();
        _labels = tensor(set.Labels).DetachFromDisposeScope();
        _weights = set.Weights == null ? null : tensor(set.Weights).DetachFromDisposeScope();
    }

    public TrainingSet Set { get; }

    /// <summary>Some rows.</summary>
    public TorchBatch Rows(ReadOnlySpan<int> rows, bool isTraining, ulong noise)
    {
        var index = tensor(rows.ToArray(), dtype: ScalarType.Int64);
        var weights = _weights?.index_select(0, index) ?? ones(rows.Length, dtype: ScalarType.Float32);
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
