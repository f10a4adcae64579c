using System.IO.Compression;

namespace ActReg.MLNet;

/// <summary>Unpacks an entry of a zip, and tells in our words when it cannot.</summary>
internal sealed class EntryReader : IDisposable
{
    private readonly string _subject;
    private readonly Stream _stream;

    /// <param name="entry">The entry.</param>
    /// <param name="subject">What messages begin with.</param>
    public EntryReader(ZipArchiveEntry entry, string subject)
    {
        _subject = subject;
        _stream = Try(entry.Open);
    }

    /// <summary>Whether an exception is about a zip's content, rather than the disk it is on.</summary>
    public static bool IsOfContent(Exception e) => e is InvalidDataException or NotSupportedException or EndOfStreamException;

    /// <summary>As many bytes as there are, up to a number.</summary>
    /// <exception cref="FormatException">They cannot be unpacked; there is no exception inside.</exception>
    public ReadOnlySpan<byte> Read(byte[] buffer, long mostBytes)
    {
        var count = (int)Math.Min(buffer.Length, mostBytes);
        return buffer.AsSpan(0, Try(() => _stream.ReadAtLeast(buffer.AsSpan(0, count), count, throwOnEndOfStream: false)));
    }

    public void Dispose() => _stream.Dispose();

    private T Try<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (IsOfContent(e))
        {
            throw new FormatException($"{_subject} cannot be unpacked.");
        }
    }
}
