using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>
/// Which values a dropout layer drops: a function of the batch's noise, the layer, the row's place in the batch and the unit.
/// </summary>
/// <param name="noise">As of <see cref="Batch"/>.</param>
/// <param name="layerIndex">The layer's place.</param>
/// <param name="rate">The share that is dropped.</param>
internal readonly struct DropoutMask(ulong noise, int layerIndex, float rate)
{
    private readonly ulong _key = RandomStreams.Mix(noise + unchecked((uint)layerIndex));

    // Of 31 bits, which compare as signed numbers; as a float of at least 2^-8 the rate has no more.
    private readonly int _firstKept = (int)((double)rate * (1L << 31));

    private readonly float _scale = 1 / (1 - rate);

    /// <summary>Drops some of a row's values, and scales the others.</summary>
    /// <param name="row">The row's place in the batch.</param>
    /// <param name="values">Its values, padded to a multiple of 8.</param>
    /// <param name="result">As many results; may be <paramref name="values"/> itself.</param>
    [MethodImpl(Compilation.AtOnce)]
    public void Apply(int row, ReadOnlySpan<float> values, Span<float> result)
    {
        var key = RandomStreams.Mix(_key + unchecked((uint)row));
        var firstKept = Vector256.Create(_firstKept);
        var scale = Vector256.Create(_scale);
        var from = MemoryMarshal.Cast<float, Vector256<float>>(values);
        var to = MemoryMarshal.Cast<float, Vector256<float>>(result)[..from.Length];
        var units = Vector256<uint>.Indices;
        for (var i = 0; i < from.Length; i++)
        {
            var isKept = Vector256.GreaterThanOrEqual((CounterRandom.Bits(key, units) >>> 1).AsInt32(), firstKept);
            to[i] = (from[i] * scale) & isKept.AsSingle();
            units += Vector256.Create((uint)Vector256<uint>.Count);
        }
    }
}
