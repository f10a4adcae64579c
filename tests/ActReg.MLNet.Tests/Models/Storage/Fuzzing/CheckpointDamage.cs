using System.Buffers.Binary;

namespace ActReg.MLNet.Tests.Fuzzing;

/// <summary>Changes of a checkpoint's content.</summary>
internal static class CheckpointDamage
{
    private const int NetworkPart = 1;

    /// <param name="random">What decides.</param>
    /// <param name="content">The content.</param>
    /// <param name="other">Another checkpoint's.</param>
    public static byte[] Apply(Random random, byte[] content, byte[] other)
    {
        var kind = random.Next(4);
        if (Split(content) is not { } parts || kind == 0)
            return ByteDamage.Apply(random, content, other, Places(content));
        var others = Split(other) ?? parts;
        switch (kind)
        {
            case 1:
                parts[0] = JsonDamage.Apply(random, parts[0], others[0]);
                break;
            case 2:
                parts[NetworkPart] = NetworkDamage.Apply(random, parts[NetworkPart], others[NetworkPart]);
                break;
            default:
                var part = random.Next(parts.Count);
                parts[part] = random.Next(2) == 0 && part < others.Count ? others[part] : ByteDamage.Apply(random, parts[part], others[0], []);
                break;
        }

        return Joined(content, parts);
    }

    /// <summary>Where lengths, versions and numbers of things are.</summary>
    private static int[] Places(byte[] content)
    {
        var places = new List<int>();
        Walk(content, (place, _) => places.Add(place));
        return [.. places];
    }

    /// <summary>What stands behind each length; <see langword="null"/> where the lengths are wrong.</summary>
    private static List<byte[]>? Split(byte[] content)
    {
        var parts = new List<byte[]>();
        return Walk(content, (place, length) =>
        {
            if (length is { } bytes)
                parts.Add(content[(place + sizeof(int))..(place + sizeof(int) + bytes)]);
        }) ? parts : null;
    }

    /// <summary>Puts parts in the place of those that were there.</summary>
    private static byte[] Joined(byte[] content, List<byte[]> parts)
    {
        var joined = new MemoryStream();
        var next = 0;
        Walk(content, (place, length) =>
        {
            var number = content[place..(place + sizeof(int))];
            if (length == null)
            {
                joined.Write(number);
                return;
            }

            BinaryPrimitives.WriteInt32LittleEndian(number, parts[next].Length);
            joined.Write(number);
            joined.Write(parts[next++]);
        });
        return joined.ToArray();
    }

    /// <summary>CheckpointFile.md's order: each number's place, and where it is a length, that; says whether the content is so.</summary>
    private static bool Walk(byte[] content, Action<int, int?> visit)
    {
        var place = 0;
        var slots = 0;
        return Part() && Number(out _) && Part() && Number(out _) && Part() && Number(out slots)
            && Enumerable.Range(0, Math.Clamp(slots, 0, 9)).All(_ => Part()) && Part() && Part() && Part();

        bool Number(out int value)
        {
            value = 0;
            if (place + sizeof(int) > content.Length)
                return false;
            value = BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(place));
            visit(place, null);
            place += sizeof(int);
            return true;
        }

        bool Part()
        {
            if (place + sizeof(int) > content.Length)
                return false;
            var length = BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(place));
            if (length < 0 || length > content.Length - place - sizeof(int))
                return false;
            visit(place, length);
            place += sizeof(int) + length;
            return true;
        }
    }
}
