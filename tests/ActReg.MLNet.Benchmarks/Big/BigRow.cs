using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Big;

/// <summary>A row of a large table.</summary>
internal sealed class BigRow
{
    public float[] Numbers { get; init; } = [];

    [KeyType(8)]
    public uint A { get; init; }

    [KeyType(40)]
    public uint B { get; init; }

    [KeyType(300)]
    public uint C { get; init; }

    [KeyType(2000)]
    public uint D { get; init; }

    public float Cost { get; init; }

    public bool Label { get; init; }

    /// <summary>That of the label, given all else: what no model can know better.</summary>
    [NoColumn]
    public double Probability { get; init; }
}
