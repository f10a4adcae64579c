using System.IO.Compression;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>The entries of a zip, unpacked, and surgery on them.</summary>
internal sealed record ZipContents(IReadOnlyList<(string Name, byte[] Bytes)> Entries)
{
    public static ZipContents Of(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return new([.. archive.Entries.Select(entry => (entry.FullName, Bytes(entry)))]);
    }

    public byte[] this[string name] => Entries.Single(entry => entry.Name == name).Bytes;

    public ZipContents With(string name, byte[] bytes) =>
        new([.. Entries.Select(entry => entry.Name == name ? (name, bytes) : entry)]);

    public ZipContents Without(string name) => new([.. Entries.Where(entry => entry.Name != name)]);

    /// <summary>With one more entry, whose name may be there already.</summary>
    public ZipContents Plus(string name, byte[] bytes) => new([.. Entries, (name, bytes)]);

    public byte[] ToZip()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in Entries)
            {
                using var target = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                target.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
