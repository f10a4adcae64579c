using System.Numerics;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet.Tests;

/// <summary>
/// Bits look like fair and independent coins. All figures are standardized: of perfect coins one in 25 million is beyond 5.5, so
/// that of this class's 1,728 there would be one in 15,000 runs, were keys not fixed.
/// </summary>
[TestClass]
public class CounterRandomTests
{
    private const int Counters = 1 << 16;
    private const double Limit = 5.5;

    [TestMethod]
    public void Every_bit_is_fair()
    {
        for (var i = 0; i < 18; i++)
            AssertFair(Bits(RandomStreams.Mix((ulong)i)), $"key {i}");
    }

    /// <summary>What differs between two keys may be one half only.</summary>
    [TestMethod]
    public void Keys_are_independent_that_have_a_half_in_common()
    {
        for (var i = 0; i < 18; i++)
        {
            var key = RandomStreams.Mix((ulong)i);
            var other = RandomStreams.Mix(key);
            var bits = Bits(key);
            AssertFair(Differences(bits, Bits(key & 0xffffffff | other & ~0xffffffffUL)), $"key {i}, low half in common");
            AssertFair(Differences(bits, Bits(key & ~0xffffffffUL | other & 0xffffffff)), $"key {i}, high half in common");
        }
    }

    [TestMethod]
    public void Eight_counters_are_computed_each_for_itself()
    {
        var counters = Vector256.Create(5u, 0, uint.MaxValue, 7, 7, 1 << 20, 3, 2);
        var bits = CounterRandom.Bits(99, counters);
        for (var i = 0; i < 8; i++)
            Assert.AreEqual(CounterRandom.Bits(99, Vector256.Create(counters[i]))[i], bits[i]);
        Assert.AreEqual(bits[3], bits[4]);
    }

    /// <summary>
    /// A counter of 0 leaves the key's high half to the finalizer: the hashes of nothing with the seeds 1 and 0xffffffff, by
    /// MurmurHash3's own test vectors. The others are of another implementation: other bits would be another dropout.
    /// </summary>
    [TestMethod]
    [DataRow(1UL << 32, 0u, 0x514e28b7u)]
    [DataRow(0xffffffff00000000, 0u, 0x81f16f39u)]
    [DataRow(0UL, 1u, 0x11fd02ebu)]
    [DataRow(0x0123456789abcdefUL, 0xfedcba98u, 0xb40d1d12u)]
    public void Bits_are_those_of_MurmurHash3(ulong key, uint counter, uint bits) =>
        Assert.AreEqual(bits, CounterRandom.Bits(key, Vector256.Create(counter))[0]);

    private static uint[] Bits(ulong key) =>
        [.. Enumerable.Range(0, Counters).Select(counter => CounterRandom.Bits(key, Vector256.Create((uint)counter))[0])];

    private static uint[] Differences(uint[] first, uint[] second) => [.. first.Zip(second, (a, b) => a ^ b)];

    private static void AssertFair(uint[] values, string what)
    {
        for (var bit = 0; bit < 32; bit++)
        {
            var ones = values.Sum(value => BitOperations.PopCount(value & 1u << bit));
            Assert.IsLessThan(Limit, Math.Abs((ones - Counters / 2) / Math.Sqrt(Counters / 4.0)), $"bit {bit}, {what}");
        }
    }
}
