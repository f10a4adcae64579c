using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>The bytes that NetworkFile.md and CheckpointFile.md describe, taken apart and put together again under a right checksum.</summary>
internal static class StoredContent
{
    /// <summary>Format version and length, before the content.</summary>
    public const int HeaderLength = sizeof(int) + sizeof(long);

    /// <summary>Content with the header and the checksum that belong to it.</summary>
    public static byte[] Seal(byte[] content, int version)
    {
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteInt32LittleEndian(header, version);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(sizeof(int)), content.Length);
        return [.. header, .. content, .. SHA256.HashData(content)];
    }

    public static int Version(byte[] stored) => BinaryPrimitives.ReadInt32LittleEndian(stored);

    /// <summary>What stands between header and checksum.</summary>
    public static byte[] Of(byte[] stored) => stored[HeaderLength..^SHA256.HashSizeInBytes];

    /// <summary>The JSON at the beginning of a network's content.</summary>
    public static string Description(byte[] content) =>
        Encoding.UTF8.GetString(content, sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(content));

    /// <summary>A network's content with another description before the same numbers.</summary>
    public static byte[] WithDescription(byte[] content, string description) =>
        [.. Prefixed(description), .. content[(sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(content))..]];

    /// <summary>A text in UTF-8 after its length.</summary>
    public static byte[] Prefixed(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        return [.. length, .. bytes];
    }
}
