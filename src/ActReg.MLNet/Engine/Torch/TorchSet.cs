using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>A <see cref="TrainingSet"/> whose batches are tensors.</summary>
internal sealed class TorchSet : IDisposable
{
    private readonly Device _device;
    private readonly TorchRows _features;
    private readonly TorchRows _targets;
    private readonly TorchRows? _weights;

    /// <param name="set">The rows.</param>
    /// <param name="device">Where to put them.</param>
    /// <param name="other">A set on that device that may have the same features, which are there once then.</param>
    public TorchSet(TrainingSet set, Device device, TorchSet? other = null)
    {
        Set = set;
        _device = device;
        _features = other != null && ReferenceEquals(other.Set.Features, set.Features) ? other._features.Share() : On(set.Features);
        _targets = On(set.Targets);
        _weights = set.Weights == null ? null : On(set.Weights);

        TorchRows On(FeatureValues rows) => new(rows, device, isGivenAll: device.type != DeviceType.CPU && !rows.LeaveZerosOut);
    }

    public TrainingSet Set { get; }

    /// <summary>Some of its rows.</summary>
    public TorchBatch Rows(RowBatch batch, bool isTraining, ulong noise)
    {
        var rows = batch.Rows;
        var index = _device.type == DeviceType.CPU || AreInOrder(rows)
            ? null : from_array(Array.ConvertAll(rows.ToArray(), row => (long)row), _device);
        return new(
            _features.Take(rows, index), _targets.Take(rows, index), _weights?.Take(rows, index), batch.BatchWeight, Set.WeightOf(rows),
            isTraining, noise);
    }

    public void Dispose()
    {
        _features.Dispose();
        _targets.Dispose();
        _weights?.Dispose();
    }

    private static bool AreInOrder(ReadOnlySpan<int> rows)
    {
        for (var i = 1; i < rows.Length; i++)
        {
            if (rows[i] != rows[0] + i)
                return false;
        }

        return true;
    }
}
