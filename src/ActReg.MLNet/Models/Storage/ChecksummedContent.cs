using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ActReg.MLNet;

/// <summary>Bytes with a format version, their length and a checksum: read whole and undamaged, or not at all.</summary>
internal static class ChecksummedContent
{
    private const int ChunkLength = 1 << 20;

    public static void Write(Stream stream, int version, byte[] content)
    {
        var writer = new BinaryWriter(stream);
        writer.Write(version);
        writer.Write(content.LongLength);
        writer.Write(content);
        writer.Write(SHA256.HashData(content));
        writer.Flush();
    }

    /// <param name="stream">What to read from.</param>
    /// <param name="newestVersion">The newest format version that can be read; the oldest is 1.</param>
    /// <param name="what">What is stored, for messages.</param>
    /// <exception cref="FormatException">The stream does not hold what <see cref="Write"/> writes.</exception>
    public static (int Version, byte[] Content) Read(Stream stream, int newestVersion, string what)
    {
        var version = BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(stream, sizeof(int), what));
        if (version < 1 || version > newestVersion)
        {
            throw new FormatException(
                $"The {what} is stored in format version {version}; this version of ActReg.MLNet reads 1 to {newestVersion}.");
        }

        var content = ReadBytes(stream, BinaryPrimitives.ReadInt64LittleEndian(ReadBytes(stream, sizeof(long), what)), what);
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(ReadBytes(stream, SHA256.HashSizeInBytes, what)))
            throw new FormatException($"The stored {what} is damaged: its checksum does not match.");
        return (version, content);
    }

    /// <summary>Reads as it finds, so that an absurd length costs no memory.</summary>
    private static byte[] ReadBytes(Stream stream, long length, string what)
    {
        if (length < 0 || length > Array.MaxLength)
            throw new FormatException($"The stored {what} is damaged: it claims a length of {length} bytes.");
        var bytes = new List<byte>();
        while (bytes.Count < length)
        {
            var start = bytes.Count;
            CollectionsMarshal.SetCount(bytes, (int)Math.Min(length, (long)start + ChunkLength));
            var chunk = CollectionsMarshal.AsSpan(bytes)[start..];
            if (stream.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false) < chunk.Length)
                throw new FormatException($"The stored {what} is truncated.");
        }

        return [.. bytes];
    }
}
