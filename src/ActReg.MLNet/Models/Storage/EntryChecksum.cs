using System.Globalization;

namespace ActReg.MLNet;

/// <summary>What an entry of a zip must hold.</summary>
/// <param name="Name">The entry's full name.</param>
/// <param name="Length">Its bytes, unpacked.</param>
/// <param name="Sha256">Their hash, 64 hexadecimal digits in lower case.</param>
internal sealed record EntryChecksum(string Name, long Length, string Sha256)
{
    private const int HashDigits = 64;

    public string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Sha256} {Length} {Name}");

    /// <summary>What <see cref="ToLine"/> writes; <see langword="null"/> for anything else.</summary>
    public static EntryChecksum? FromLine(string line)
    {
        var parts = line.Split(' ', 3);
        if (parts.Length < 3 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            return null;
        var checksum = new EntryChecksum(parts[2], length, parts[0]);
        var isHash = parts[0].Length == HashDigits && parts[0].All(char.IsAsciiHexDigitLower);
        return isHash && checksum.ToLine() == line ? checksum : null;
    }
}
