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

    /// <summary>Some rows: features of shape [rows, features], labels and weights of shape [rows].</summary>
    public (Tensor Features, Tensor Labels, Tensor Weights) Rows(ReadOnlySpan<int> rows)
    {
        var index = tensor(rows.ToArray(), dtype: ScalarType.Int64);
        var weights = _weights?.index_select(0, index) ?? ones(rows.Length, dtype: ScalarType.Float32);
        return (_features.index_select(0, index), _labels.index_select(0, index), weights);
    }

    public void Dispose()
    {
        _features.Dispose();
        _labels.Dispose();
        _weights?.Dispose();
    }
}
