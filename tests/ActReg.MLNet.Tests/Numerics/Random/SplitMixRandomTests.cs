using System.Buffers.Binary;
using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class SplitMixRandomTests
{
    /// <summary>The numbers that Sebastiano Vigna's splitmix64.c gives for this seed.</summary>
    private static readonly ulong[] OfSeed1234567 =
        [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];

    [TestMethod]
    public void Bytes_are_those_of_the_reference()
    {
        var random = Seeded(1234567);
        var bytes = new byte[37];
        random.NextBytes(bytes);
        for (var i = 0; i < 4; i++)
            Assert.AreEqual(OfSeed1234567[i], BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(8 * i)));
        Span<byte> last = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(last, OfSeed1234567[4]);
        TinyTraining.AreEqual(last[..5].ToArray(), bytes[32..]);
        random.Restart(1234567);
        var again = new byte[37];
        random.NextBytes(again.AsSpan());
        TinyTraining.AreEqual(bytes, again);
    }

    [TestMethod]
    public void Fractions_are_their_first_bits()
    {
        var random = Seeded(1234567);
        foreach (var bits in OfSeed1234567)
            Assert.AreEqual((bits >> 11) / Math.Pow(2, 53), random.NextDouble());
        random = Seeded(1234567);
        foreach (var bits in OfSeed1234567)
            Assert.AreEqual((float)((bits >> 40) / Math.Pow(2, 24)), random.NextSingle());
    }

    [TestMethod]
    public void Whole_numbers_are_in_their_range() => Gen.Select(Gen.ULong, Gen.Long, Gen.Long).Sample(
        (seed, a, b) =>
        {
            var (low, high) = (Math.Min(a, b), Math.Max(a, b));
            var random = Seeded(seed);
            var number = random.NextInt64(low, high);
            Assert.IsTrue(number >= low && (number < high || low == high));
            var (least, most) = (Math.Min((int)a, (int)b), Math.Max((int)a, (int)b));
            var small = random.Next(least, most);
            Assert.IsTrue(small >= least && (small < most || least == most));
            Assert.IsTrue(random.Next() is >= 0 and < int.MaxValue && random.NextInt64() is >= 0 and < long.MaxValue);
            Assert.AreEqual(0, random.Next(1));
            Assert.AreEqual(0L, random.NextInt64(1));
        },
        seed: "0000KOIXDVWj", threads: 1);

    /// <summary>Pearson's statistic with 6 degrees of freedom: above 35 by chance once in 200,000. A range above 2^63 is uneven unless some draws are repeated.</summary>
    [TestMethod]
    public void Whole_numbers_are_equally_likely()
    {
        const int Draws = 70_000;
        var random = Seeded(3);
        var (small, large) = (new double[7], new double[3]);
        for (var i = 0; i < Draws; i++)
        {
            small[random.Next(7)]++;
            large[(int)((ulong)unchecked(random.NextInt64(long.MinValue, 1L << 62) - long.MinValue) >> 62)]++;
        }

        Assert.IsLessThan(35, small.Sum(count => Math.Pow(count - Draws / 7.0, 2) / (Draws / 7.0)));
        Assert.IsLessThan(25, large.Sum(count => Math.Pow(count - Draws / 3.0, 2) / (Draws / 3.0)));
    }

    [TestMethod]
    public void Ranges_that_are_none_are_refused()
    {
        var random = Seeded(1);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => random.Next(-1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => random.NextInt64(-1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => random.Next(2, 1));
        Assert.ThrowsExactly<ArgumentNullException>(() => random.NextBytes(null!));
    }

    private static SplitMixRandom Seeded(ulong seed)
    {
        var random = new SplitMixRandom();
        random.Restart(seed);
        return random;
    }
}
