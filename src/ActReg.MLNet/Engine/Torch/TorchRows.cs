using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>Rows of which batches are made as tensors: on the CPU each is a copy; a GPU is given all rows at first, but of those whose zeros are left out a copy of each batch.</summary>
internal sealed class TorchRows : IDisposable
{
    /// <summary>What TorchSharp gives a span of.</summary>
    private const int MostValuesInSpan = int.MaxValue / sizeof(float);
    private const int PieceLength = 1 << 16;

    private readonly FeatureValues _rows;
    private readonly Device _device;
    private readonly Tensor? _given;
    private int _users = 1;

    /// <param name="rows">The rows.</param>
    /// <param name="device">Where they are to go.</param>
    /// <param name="isGivenAll">Whether they all go there now.</param>
    public TorchRows(FeatureValues rows, Device device, bool isGivenAll)
    {
        _rows = rows;
        _device = device;
        if (!isGivenAll)
            return;
        using var scope = NewDisposeScope();
        _given = empty(rows.Count, rows.Width, dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();
        var all = Enumerable.Range(0, rows.Count).ToArray();
        var most = Math.Max(1, PieceLength / rows.Width);
        for (var first = 0; first < rows.Count; first += most)
        {
            using var values = Copy(all.AsSpan(first, Math.Min(most, rows.Count - first)));
            using var place = _given.narrow(0, first, values.shape[0]);
            place.copy_(values);
        }
    }

    /// <summary>These rows for a further set, which disposes of them too.</summary>
    public TorchRows Share()
    {
        _users++;
        return this;
    }

    /// <summary>Some of them.</summary>
    /// <param name="rows">Which.</param>
    /// <param name="index">The same on the device; <see langword="null"/> where they are in order.</param>
    public Tensor Take(ReadOnlySpan<int> rows, Tensor? index)
    {
        if (_given is not null)
            return index is null ? _given.narrow(0, rows[0], rows.Length) : _given.index_select(0, index);
        var batch = Copy(rows);
        return _device.type == DeviceType.CPU ? batch : batch.to(_device);
    }

    private Tensor Copy(ReadOnlySpan<int> rows)
    {
        var batch = empty(rows.Length, _rows.Width, dtype: ScalarType.Float32, device: CPU);
        var most = Math.Max(1, MostValuesInSpan / _rows.Width);
        for (var first = 0; first < rows.Length; first += most)
            Fill(first == 0 && rows.Length <= most ? batch : batch.narrow(0, first, Math.Min(most, rows.Length - first)), rows[first..]);
        return batch;
    }

    private void Fill(Tensor batch, ReadOnlySpan<int> rows)
    {
        var values = MemoryMarshal.Cast<byte, float>(batch.bytes);
        for (var i = 0; !values.IsEmpty; i++)
        {
            _rows.CopyTo(rows[i], values);
            values = values[_rows.Width..];
        }
    }

    public void Dispose()
    {
        if (--_users == 0)
            _given?.Dispose();
    }
}
