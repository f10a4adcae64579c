using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ActReg.MLNet;

/// <summary>The binary form of a trained network; NetworkFile.md beside this file documents it.</summary>
internal static class NetworkFile
{
    internal const int CurrentVersion = 2;
    private const int ChunkLength = 1 << 20;

    public static void Write(TrainedNetwork network, Stream stream)
    {
        var content = NetworkContent.Encode(network);
        var writer = new BinaryWriter(stream);
        writer.Write(CurrentVersion);
        writer.Write(content.LongLength);
        writer.Write(content);
        writer.Write(SHA256.HashData(content));
        writer.Flush();
    }

    /// <exception cref="FormatException">The stream does not hold a whole, undamaged network that this version knows.</exception>
    public static TrainedNetwork Read(Stream stream)
    {
        var version = BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(stream, sizeof(int)));
        if (version is < 1 or > CurrentVersion)
            throw new FormatException($"The network is stored in format version {version}; this version of ActReg.MLNet reads 1 to {CurrentVersion}.");
        var content = ReadBytes(stream, BinaryPrimitives.ReadInt64LittleEndian(ReadBytes(stream, sizeof(long))));
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(ReadBytes(stream, SHA256.HashSizeInBytes)))
            throw new FormatException("The stored network is damaged: its checksum does not match.");
        return NetworkContent.Decode(content, version);
    }

    /// <summary>Reads as it finds, so that an absurd length costs no memory.</summary>
    private static byte[] ReadBytes(Stream stream, long length)
    {
        if (length < 0 || length > Array.MaxLength)
            throw new FormatException($"The stored network is damaged: it claims a length of {length} bytes.");
        var bytes = new List<byte>();
        while (bytes.Count < length)
        {
            var start = bytes.Count;
            CollectionsMarshal.SetCount(bytes, (int)Math.Min(length, (long)start + ChunkLength));
            if (stream.ReadAtLeast(CollectionsMarshal.AsSpan(bytes)[start..], bytes.Count - start, throwOnEndOfStream: false) < bytes.Count - start)
                throw new FormatException("The stored network is truncated.");
        }

        return [.. bytes];
    }
}
