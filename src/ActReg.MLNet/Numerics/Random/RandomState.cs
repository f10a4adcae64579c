using System.Numerics;
using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>NumPy's legacy <c>RandomState</c>: the same seed gives the same stream, draw by draw.</summary>
/// <remarks>
/// <para>Mersenne Twister MT19937 (Matsumoto and Nishimura 1998) with NumPy's frozen legacy distributions. Gaussians use
/// the C library's logarithm, so their last bit may differ where it is not glibc; everything else is exact everywhere.</para>
/// <para>No draw allocates. An instance is not safe for concurrent use.</para>
/// </remarks>
internal sealed class RandomState
{
    private const int StateLength = 624;
    private const int MiddleOffset = 397;

    private readonly uint[] _state = new uint[StateLength];
    private int _next = StateLength;
    private double _cachedGaussian;
    private bool _hasCachedGaussian;

    /// <summary>The stream of NumPy's <c>RandomState(seed)</c>, with one number as seed.</summary>
    public RandomState(uint seed) => SeedWith(seed);

    /// <summary>The stream of NumPy's <c>RandomState([a, b, ...])</c>; one word alone is not the stream of that number.</summary>
    /// <exception cref="ArgumentException"><paramref name="seeds"/> is empty.</exception>
    public RandomState(ReadOnlySpan<uint> seeds)
    {
        if (seeds.IsEmpty)
            throw new ArgumentException("seeds must have at least one word; received none.", nameof(seeds));
        SeedWith(seeds);
    }

    /// <summary>All 32-bit numbers, equally likely.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint NextUInt32()
    {
        if (_next == StateLength)
            Refill();
        var word = _state[_next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c5680u;
        word ^= (word << 15) & 0xefc60000u;
        return word ^ (word >> 18);
    }

    /// <summary>NumPy's <c>random_sample</c>: a multiple of 2^-53 from 0 (included) to 1 (excluded).</summary>
    public double NextDouble()
    {
        var high = NextUInt32() >> 5;
        var low = NextUInt32() >> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /// <summary>NumPy's <c>uniform</c>: from <paramref name="low"/> (included) to <paramref name="high"/> (excluded,
    /// rounding aside).</summary>
    public double Uniform(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>NumPy's legacy <c>standard_normal</c>: Marsaglia's polar method, which makes two values and keeps the
    /// second.</summary>
    public double NextGaussian()
    {
        if (_hasCachedGaussian)
        {
            _hasCachedGaussian = false;
            return _cachedGaussian;
        }

        double x1, x2, squaredRadius;
        do
        {
            x1 = 2.0 * NextDouble() - 1.0;
            x2 = 2.0 * NextDouble() - 1.0;
            squaredRadius = x1 * x1 + x2 * x2;
        }
        while (squaredRadius >= 1.0 || squaredRadius == 0.0);

        var scale = Math.Sqrt(-2.0 * Math.Log(squaredRadius) / squaredRadius);
        _cachedGaussian = scale * x1;
        _hasCachedGaussian = true;
        return scale * x2;
    }

    /// <summary>NumPy's <c>normal(mean, deviation)</c>.</summary>
    public double Normal(double mean, double deviation) => mean + deviation * NextGaussian();

    /// <summary>NumPy's <c>random_interval</c>: a whole number from 0 to <paramref name="max"/>, both included.</summary>
    /// <remarks>Masked rejection: draws are cut to the bits of <paramref name="max"/> and repeated while too large; 0 draws
    /// nothing.</remarks>
    public uint NextInterval(uint max)
    {
        if (max == 0)
            return 0;
        var mask = uint.MaxValue >> BitOperations.LeadingZeroCount(max);
        uint value;
        do
        {
            value = NextUInt32() & mask;
        }
        while (value > max);
        return value;
    }

    /// <summary>NumPy's <c>shuffle</c>: Fisher-Yates from the last index down.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = (int)NextInterval((uint)last);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private void SeedWith(uint seed)
    {
        var state = _state;
        state[0] = seed;
        for (var i = 1; i < StateLength; i++)
            state[i] = 1812433253u * (state[i - 1] ^ (state[i - 1] >> 30)) + (uint)i;
    }

    private void SeedWith(ReadOnlySpan<uint> seeds)
    {
        SeedWith(19650218u);
        var state = _state;
        var i = 1;
        var j = 0;
        for (var k = Math.Max(StateLength, seeds.Length); k > 0; k--)
        {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1664525u)) + seeds[j] + (uint)j;
            i = Following(i);
            j = j + 1 == seeds.Length ? 0 : j + 1;
        }

        for (var k = StateLength - 1; k > 0; k--)
        {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1566083941u)) - (uint)i;
            i = Following(i);
        }

        state[0] = 0x80000000u;

        int Following(int index)
        {
            if (index + 1 < StateLength)
                return index + 1;
            state[0] = state[StateLength - 1];
            return 1;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refill()
    {
        var state = _state;
        for (var i = 0; i < StateLength - MiddleOffset; i++)
            state[i] = Twist(state[i], state[i + 1], state[i + MiddleOffset]);
        for (var i = StateLength - MiddleOffset; i < StateLength - 1; i++)
            state[i] = Twist(state[i], state[i + 1], state[i + MiddleOffset - StateLength]);
        state[StateLength - 1] = Twist(state[StateLength - 1], state[0], state[MiddleOffset - 1]);
        _next = 0;
    }

    private static uint Twist(uint upper, uint lower, uint middle)
    {
        var word = (upper & 0x80000000u) | (lower & 0x7fffffffu);
        return middle ^ (word >> 1) ^ ((0u - (word & 1u)) & 0x9908b0dfu);
    }
}
