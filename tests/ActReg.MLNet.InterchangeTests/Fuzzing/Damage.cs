using System.Buffers.Binary;

namespace ActReg.MLNet.InterchangeTests.Fuzzing;

/// <summary>Random damage of a file's bytes.</summary>
internal static class Damage
{
    private const int MostChanges = 6;

    private static readonly ulong[] Numbers = [0, 1, 8, 255, 256, 65535, int.MaxValue, uint.MaxValue, (ulong)long.MaxValue, ulong.MaxValue, 1UL << 40];

    public static byte[] Apply(Random random, byte[] original)
    {
        var bytes = original.ToArray();
        for (var change = random.Next(1, MostChanges + 1); change > 0 && bytes.Length > 16; change--)
        {
            // What leads to everything else is at the beginning; of an archive, at the end.
            var most = random.Next(3) == 0 ? Math.Min(bytes.Length, 2048) : bytes.Length;
            var place = random.Next(5) == 0 ? bytes.Length - 1 - random.Next(most) : random.Next(most);
            switch (random.Next(8))
            {
                case 0 or 1 or 2:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 4 when place + 8 <= bytes.Length:
                    BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(place), Numbers[random.Next(Numbers.Length)]);
                    break;
                case 5 when place + 8 <= bytes.Length:
                    // Addresses are multiples of eight, and lead to somewhere.
                    BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(place / 8 * 8), (ulong)random.Next(bytes.Length / 8) * 8);
                    break;
                case 6:
                    var length = Math.Min(random.Next(1, 64), bytes.Length - place);
                    bytes.AsSpan(random.Next(bytes.Length - length), length).ToArray().CopyTo(bytes.AsSpan(place));
                    break;
                case 7 when random.Next(4) == 0:
                    bytes = bytes[..place];
                    break;
            }
        }

        return bytes;
    }
}
