using System.Security.Cryptography;
using System.Text;

namespace ActReg.MLNet;

/// <summary>A line of a journal: JSON that says of itself whether it is whole.</summary>
internal static class JournalLine
{
    private const string Start = "{\"checksum\":\"";
    private const string Middle = "\",\"entry\":";
    private const int ChecksumLength = 32;
    private const int EntryStart = 13 + ChecksumLength + 10;

    public static byte[] Write(string entry) => Encoding.UTF8.GetBytes($"{Start}{Checksum(entry)}{Middle}{entry}}}\n");

    /// <summary>What stands in a line without its end; <see langword="null"/> where it is not what was written.</summary>
    public static string? Read(string line)
    {
        if (line.Length <= EntryStart || !line.StartsWith(Start, StringComparison.Ordinal) || !line.EndsWith('}')
            || string.CompareOrdinal(line, Start.Length + ChecksumLength, Middle, 0, Middle.Length) != 0)
            return null;
        var entry = line[EntryStart..^1];
        return line.AsSpan(Start.Length, ChecksumLength).SequenceEqual(Checksum(entry)) ? entry : null;
    }

    private static string Checksum(string entry) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(entry)).AsSpan(0, ChecksumLength / 2));
}
