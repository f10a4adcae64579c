using System.Text;

namespace ActReg.MLNet;

/// <summary>The entry of a verified zip that lists the others; VerifiedModel.md beside this file documents it.</summary>
internal static class ChecksumList
{
    /// <summary>ML.NET asks for entries by their names, and for none in this folder.</summary>
    public const string EntryName = "ActReg.MLNet/Checksums.txt";

    /// <summary>Some 100,000 entries.</summary>
    public const int MaxLength = 1 << 24;

    private const string Heading = "ActReg.MLNet checksums ";
    private const string CurrentVersion = "1";

    // Bytes that are no UTF-8 are an error, so that no two texts read alike.
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] ToBytes(IEnumerable<EntryChecksum> entries)
    {
        string[] lines = [Heading + CurrentVersion, .. entries.Select(entry => entry.ToLine())];
        var bytes = Encoding.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        // Nothing is written that would not be read, such as a name of two lines.
        FromBytes(bytes, "The list of checksums");
        return bytes;
    }

    /// <param name="bytes">The list.</param>
    /// <param name="subject">What messages begin with.</param>
    /// <exception cref="FormatException">They are not what <see cref="ToBytes"/> writes, to the last byte; there is no exception inside.</exception>
    public static IReadOnlyList<EntryChecksum> FromBytes(byte[] bytes, string subject)
    {
        if (bytes.Length > MaxLength)
            throw new FormatException($"{subject} is longer than {MaxLength} bytes.");
        var lines = Text(bytes)?.Split('\n');
        if (lines == null || !lines[0].StartsWith(Heading, StringComparison.Ordinal) || lines[^1].Length > 0)
            throw new FormatException($"{subject} is not a whole list of checksums.");
        var version = lines[0][Heading.Length..];
        if (version != CurrentVersion)
            throw new FormatException($"{subject} is of version {Excerpt.Of(version)}; this version of ActReg.MLNet reads {CurrentVersion}.");
        return [.. lines[1..^1].Select((line, i) =>
            EntryChecksum.FromLine(line) ?? throw new FormatException($"{subject} is damaged in line {i + 2}."))];
    }

    private static string? Text(byte[] bytes)
    {
        try
        {
            return Encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
