using System.Buffers.Binary;
using System.IO.Compression;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>The networks and checkpoints that earlier builds stored.</summary>
internal static class GoldenEntries
{
    /// <summary>ML.NET's header, its size of a float and the kind of prediction stand before a network.</summary>
    private const int NetworkStart = 256 + 2 * sizeof(int);

    private const int ChecksumLength = 32;
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    public static IReadOnlyList<string> Models => [.. Directory.GetFiles(Path.Combine(Folder, "models"), "*.zip").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Checkpoints =>
        [.. Directory.GetFiles(Path.Combine(Folder, "checkpoints"), "*.checkpoint").Order(StringComparer.Ordinal)];

    /// <summary>A network as it is stored, from its format version to its checksum.</summary>
    public static byte[] Network(string model)
    {
        using var zip = ZipFile.OpenRead(model);
        var entry = zip.Entries.MaxBy(entry => entry.Length)!;
        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        var network = bytes[NetworkStart..];
        return network[..(StoredContent.HeaderLength + (int)BinaryPrimitives.ReadInt64LittleEndian(network.AsSpan(sizeof(int))) + ChecksumLength)];
    }
}
