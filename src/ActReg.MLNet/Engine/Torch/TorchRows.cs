using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>Rows of which batches are made as tensors: on the CPU each is a copy; a GPU is given all rows at first.</summary>
internal sealed class TorchRows : IDisposable
{
    /// <summary>What TorchSharp gives a span of.</summary>
    private const int MostValuesInSpan = int.MaxValue / sizeof(float);

    private readonly RowValues _rows;
    private readonly Tensor? _given;

    /// <param name="rows">The rows.</param>
    /// <param name="device">Where they are to go.</param>
    /// <param name="isGivenAll">Whether they all go there now.</param>
    public TorchRows(RowValues rows, Device device, bool isGivenAll)
    {
        _rows = rows;
        if (!isGivenAll)
            return;
        using var scope = NewDisposeScope();
        _given = empty(rows.Count, rows.Width, dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();
        long first = 0;
        foreach (var piece in rows.Pieces)
        {
            using var values = from_array(piece.ToArray(), CPU).view(-1, rows.Width);
            using var place = _given.narrow(0, first, values.shape[0]);
            place.copy_(values);
            first += values.shape[0];
        }
    }

    /// <summary>Some of them.</summary>
    /// <param name="rows">Which.</param>
    /// <param name="index">The same on the device; <see langword="null"/> where they are in order.</param>
    public Tensor Take(ReadOnlySpan<int> rows, Tensor? index)
    {
        if (_given is not null)
            return index is null ? _given.narrow(0, rows[0], rows.Length) : _given.index_select(0, index);
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
            _rows[rows[i]].CopyTo(values);
            values = values[_rows.Width..];
        }
    }

    public void Dispose() => _given?.Dispose();
}
