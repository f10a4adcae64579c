using System.Buffers.Binary;

namespace ActReg.MLNet.Tests.Fuzzing;

/// <summary>Changes of a stored network's content.</summary>
internal static class NetworkDamage
{
    private const int MostBytes = 1 << 20;

    /// <param name="random">What decides.</param>
    /// <param name="content">The content.</param>
    /// <param name="other">Another network's.</param>
    public static byte[] Apply(Random random, byte[] content, byte[] other)
    {
        if (Split(content) is not { } parts || random.Next(4) == 0)
            return ByteDamage.Apply(random, content, other, [0]);
        var json = JsonDamage.Apply(random, parts.Json, Split(other)?.Json ?? []);
        return Joined(json, random.Next(3) == 0 ? parts.Numbers : Fitting(json, parts.Numbers));
    }

    /// <summary>The description, and the numbers behind it.</summary>
    public static (byte[] Json, byte[] Numbers)? Split(byte[] content)
    {
        if (content.Length < sizeof(int))
            return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(content);
        return length < 0 || length > content.Length - sizeof(int)
            ? null : (content[sizeof(int)..(sizeof(int) + length)], content[(sizeof(int) + length)..]);
    }

    public static byte[] Joined(byte[] json, byte[] numbers)
    {
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, json.Length);
        return [.. length, .. json, .. numbers];
    }

    /// <summary>As many numbers as the description asks for, where they are few, so that others than the first mistake are found.</summary>
    private static byte[] Fitting(byte[] json, byte[] numbers)
    {
        try
        {
            var description = NetworkDescription.FromJson(json);
            var length = new StoredHistory(description, NetworkFile.CurrentVersion).Length * sizeof(double)
                + description.Plan().Weights.Sum(weight => weight.Count) * sizeof(float);
            if (length > MostBytes || numbers.Length == 0)
                return numbers;
            var fitting = new byte[(int)length];
            for (var i = 0; i < fitting.Length; i++)
                fitting[^(i + 1)] = numbers[^(i % numbers.Length + 1)];
            return fitting;
        }
        catch (FormatException)
        {
            return numbers;
        }
    }
}
