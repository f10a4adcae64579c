using System.Buffers.Binary;

namespace ActReg.MLNet;

/// <summary>SplitMix64 (Steele, Lea and Flood, 2014) as a <see cref="Random"/> that begins anew without an allocation.</summary>
internal sealed class SplitMixRandom : Random
{
    private ulong _state;

    /// <summary>Begins the sequence of a seed; of any two seeds that <see cref="RandomStreams.Mix"/> made, they are unrelated.</summary>
    public void Restart(ulong seed) => _state = seed;

    public override int Next() => Next(0, int.MaxValue);

    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return Next(0, maxValue);
    }

    public override int Next(int minValue, int maxValue) => (int)NextInt64(minValue, maxValue);

    public override long NextInt64() => NextInt64(0, long.MaxValue);

    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return NextInt64(0, maxValue);
    }

    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return unchecked(minValue + (long)Below((ulong)(maxValue - minValue)));
    }

    public override float NextSingle() => (Bits() >> 40) * (1f / (1 << 24));

    public override double NextDouble() => (Bits() >> 11) * (1.0 / (1L << 53));

    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    public override void NextBytes(Span<byte> buffer)
    {
        Span<byte> bits = stackalloc byte[sizeof(ulong)];
        for (; !buffer.IsEmpty; buffer = buffer[Math.Min(buffer.Length, bits.Length)..])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bits, Bits());
            bits[..Math.Min(buffer.Length, bits.Length)].CopyTo(buffer);
        }
    }

    protected override double Sample() => NextDouble();

    private ulong Bits()
    {
        var bits = RandomStreams.Mix(_state);
        _state += RandomStreams.MixIncrement;
        return bits;
    }

    /// <summary>A number below another, all equally likely (Lemire, 2019): products that would make some likelier are drawn again.</summary>
    private ulong Below(ulong range)
    {
        var number = Math.BigMul(Bits(), range, out var rest);
        if (rest < range)
        {
            for (var uneven = unchecked(0 - range) % range; rest < uneven;)
                number = Math.BigMul(Bits(), range, out rest);
        }

        return number;
    }
}
