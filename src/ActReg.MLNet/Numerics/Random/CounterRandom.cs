using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Random bits as a function of a key and a counter: any of them can be had without the others.</summary>
internal static class CounterRandom
{
    /// <summary>Random bits of eight counters.</summary>
    /// <remarks>
    /// MurmurHash3's finalizer for 32 bits (A. Appleby) of a counter and a key. One half of the key, added to the counter, would
    /// alone make of two keys' sequences one, shifted; so the other half comes in after a multiplication.
    /// </remarks>
    /// <param name="key">Bits that depend on all of what they stand for, such as <see cref="RandomStreams.Mix"/> makes.</param>
    /// <param name="counters">Any numbers.</param>
    public static Vector256<uint> Bits(ulong key, Vector256<uint> counters)
    {
        var bits = counters + Vector256.Create((uint)key);
        bits = ((bits ^ (bits >>> 16)) * Vector256.Create(0x9e3779b1u)) ^ Vector256.Create((uint)(key >> 32));
        bits = (bits ^ (bits >>> 16)) * Vector256.Create(0x85ebca6bu);
        bits = (bits ^ (bits >>> 13)) * Vector256.Create(0xc2b2ae35u);
        return bits ^ (bits >>> 16);
    }
}
