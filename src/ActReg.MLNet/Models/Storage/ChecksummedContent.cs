using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ActReg.MLNet;

/// <summary>Content with a format version, its length and a checksum: read whole and undamaged, or not at all.</summary>
internal static class ChecksummedContent
{
    /// <summary>The bytes that are written and read at a time.</summary>
    public const int PartLength = 1 << 20;

    /// <summary>The bytes after a mistake that are looked at, to tell damage from what another program wrote.</summary>
    private const long MostBytesAfterMistake = 1 << 26;

    /// <summary>More than there will ever be: what begins with another number is something else.</summary>
    private const int MostVersions = 1000;

    private const int HeaderLength = sizeof(int) + sizeof(long);

    public static void Write(Stream stream, int version, IStoredContent content, int partLength = PartLength)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteInt32LittleEndian(header, version);
        BinaryPrimitives.WriteInt64LittleEndian(header[sizeof(int)..], ContentLength.Of(content));
        stream.Write(header);
        using var writer = new ContentWriter(stream, partLength);
        content.WriteTo(writer);
        writer.End();
    }

    /// <param name="stream">What to read from; one that knows its length, so that a wrong one costs nothing.</param>
    /// <param name="newestVersion">The newest format version that can be read; the oldest is 1.</param>
    /// <param name="what">What is stored, for messages.</param>
    /// <param name="decode">Makes something of the content, which has a version.</param>
    /// <param name="partLength">The bytes that are read at a time.</param>
    /// <exception cref="FormatException">The stream does not hold what <see cref="Write"/> writes; there is no exception inside.</exception>
    public static T Read<T>(
        Stream stream, int newestVersion, string what, Func<ContentReader, int, T> decode, int partLength = PartLength)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            throw Truncated(what);
        var version = BinaryPrimitives.ReadInt32LittleEndian(header);
        CheckVersion(version, newestVersion, what);
        var length = BinaryPrimitives.ReadInt64LittleEndian(header[sizeof(int)..]);
        if (length < 0)
            throw new FormatException($"The stored {what} is damaged: it claims a length of {length} bytes.");
        if (length > stream.Length - stream.Position - SHA256.HashSizeInBytes)
            throw Truncated(what);

        using var reader = new ContentReader(stream, length, what, partLength);
        T value;
        try
        {
            value = decode(reader, version);
            if (reader.Remaining > 0)
                throw reader.Damaged(0, reader.Remaining);
        }
        catch (FormatException) when (reader.Remaining <= MostBytesAfterMistake)
        {
            if (reader.EndsInChecksum())
                throw;
            throw Damaged(what);
        }

        return reader.EndsInChecksum() ? value : throw Damaged(what);
    }

    /// <exception cref="FormatException">It is none of 1 to the newest.</exception>
    public static void CheckVersion(int version, int newestVersion, string what)
    {
        if (version < 1 || version > newestVersion)
        {
            throw new FormatException(version is < 1 or > MostVersions
                ? $"The stored {what} is damaged, or is something else."
                : $"The {what} is stored in format version {version}; this version of ActReg.MLNet reads 1 to {newestVersion}.");
        }
    }

    private static FormatException Truncated(string what) => new($"The stored {what} is truncated.");

    private static FormatException Damaged(string what) => new($"The stored {what} is damaged: its checksum does not match.");
}
