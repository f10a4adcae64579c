using System.Runtime.InteropServices;
using ActReg.MLNet.Benchmarks.Generated;

namespace ActReg.MLNet.Benchmarks.Speed.Peers;

/// <summary>Rows in temporary files of raw float32, for peers in other languages.</summary>
internal sealed class RowFiles : IDisposable
{
    public RowFiles(IEnumerable<LabeledRow> rows)
    {
        using var features = File.Create(Features);
        using var labels = File.Create(Labels);
        foreach (var row in rows)
        {
            features.Write(MemoryMarshal.AsBytes(row.Features.AsSpan()));
            labels.Write(MemoryMarshal.AsBytes([(float)row.Label]));
        }
    }

    /// <summary>Row by row.</summary>
    public string Features { get; } = Path.GetTempFileName();

    public string Labels { get; } = Path.GetTempFileName();

    public void Dispose()
    {
        File.Delete(Features);
        File.Delete(Labels);
    }
}
