using System.Buffers.Binary;

namespace ActReg.MLNet.Tests.Fuzzing;

/// <summary>Changes of bytes, whatever they mean.</summary>
internal static class ByteDamage
{
    private static readonly byte[] Edges = [0, 1, 0x7F, 0x80, 0xFF];

    private static readonly int[] IntEdges =
        [0, 1, -1, 2, 4, 7, 100, -100, short.MaxValue, 1 << 20, 1 << 30, int.MaxValue, int.MaxValue - 7, int.MinValue];

    private static readonly float[] FloatEdges =
        [0, -0f, 1, -1, float.Epsilon, float.MaxValue, -float.MaxValue, float.NaN, float.PositiveInfinity, float.NegativeInfinity];

    /// <param name="random">What decides.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="other">Bytes of another file, to take some of.</param>
    /// <param name="places">Where numbers are that the layout depends on.</param>
    public static byte[] Apply(Random random, byte[] bytes, byte[] other, IReadOnlyList<int> places)
    {
        if (bytes.Length == 0)
            return [(byte)random.Next(256)];
        var changed = bytes.ToArray();
        var at = random.Next(bytes.Length);
        var (start, end) = Part(random, bytes.Length);
        switch (random.Next(11))
        {
            case 0:
                changed[at] ^= (byte)(1 << random.Next(8));
                return changed;
            case 1:
                changed[at] = Pick(random, Edges);
                return changed;
            case 2 when places.Count > 0:
                WriteInt(changed, Pick(random, places), Pick(random, IntEdges));
                return changed;
            case 3 when places.Count > 0:
                var place = Pick(random, places);
                WriteInt(changed, place, ReadInt(changed, place) + random.Next(-9, 10));
                return changed;
            case 4:
                WriteInt(changed, at, Pick(random, IntEdges));
                return changed;
            case 5:
                WriteInt(changed, at & ~3, BitConverter.SingleToInt32Bits(Pick(random, FloatEdges)));
                return changed;
            case 6:
                return bytes[..at];
            case 7:
                return [.. bytes[..end], .. bytes[start..]];
            case 8:
                return [.. bytes[..start], .. bytes[end..]];
            case 9 when other.Length > 0:
                var (otherStart, otherEnd) = Part(random, other.Length);
                return [.. bytes[..start], .. other[otherStart..otherEnd], .. bytes[end..]];
            default:
                random.NextBytes(changed.AsSpan(start, end - start));
                return changed;
        }
    }

    public static T Pick<T>(Random random, IReadOnlyList<T> values) => values[random.Next(values.Count)];

    /// <summary>A short part, or any.</summary>
    private static (int Start, int End) Part(Random random, int length)
    {
        var start = random.Next(length);
        return (start, random.Next(2) == 0 ? Math.Min(length, start + random.Next(1, 17)) : random.Next(start, length));
    }

    private static int ReadInt(byte[] bytes, int place) =>
        place + sizeof(int) <= bytes.Length ? BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(place)) : 0;

    private static void WriteInt(byte[] bytes, int place, int value)
    {
        if (place + sizeof(int) <= bytes.Length)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(place), value);
    }
}
