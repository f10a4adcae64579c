using System.IO.Compression;
using System.Security.Cryptography;

namespace ActReg.MLNet;

/// <summary>A zip that lists its entries' checksums: its contents are read whole and undamaged, or not at all.</summary>
internal static class VerifiedZip
{
    private const int BufferLength = 1 << 16;

    /// <summary>Adds the list to a zip.</summary>
    /// <exception cref="InvalidDataException">The stream holds no readable zip.</exception>
    public static void AddChecksums(Stream zip)
    {
        byte[] list;
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true))
            list = ChecksumList.ToBytes(archive.Entries.Select(Checksum));

        // Adds at the end: what is there already is neither read nor moved.
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Update, leaveOpen: true))
        using (var entry = archive.CreateEntry(ChecksumList.EntryName).Open())
            entry.Write(list);
    }

    /// <summary>Whether a stream holds a zip that lists checksums.</summary>
    public static bool HasChecksums(Stream stream)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return archive.GetEntry(ChecksumList.EntryName) != null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Copies all entries but the list, verified, into a new zip, which has nothing else of the old one.</summary>
    /// <param name="from">One that can be sought in.</param>
    /// <param name="to">One that can be sought in, too.</param>
    /// <param name="what">The file, for messages: the beginning of a sentence.</param>
    /// <exception cref="FormatException">
    /// Entries are damaged, missing, twice there or beside those that are listed; there is no exception inside.
    /// </exception>
    public static void Copy(Stream from, Stream to, string what)
    {
        using var source = Open(from, what);
        var entries = EntriesByName(source, what);
        var list = ReadList(entries, what);
        var buffer = new byte[BufferLength];
        using var target = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var checksum in list)
        {
            // Removed, so that one which is listed twice is missing then.
            if (!entries.Remove(checksum.Name, out var entry))
                throw new FormatException($"{Entry(what, checksum.Name)} is missing.");
            using var copy = target.CreateEntry(checksum.Name, CompressionLevel.NoCompression).Open();
            Copy(entry, checksum, copy, buffer, Entry(what, checksum.Name));
        }

        if (entries.Count > 0)
            throw new FormatException($"{Entry(what, entries.Keys.First())} is not in its list of checksums.");
    }

    private static EntryChecksum Checksum(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return new EntryChecksum(entry.FullName, entry.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    private static ZipArchive Open(Stream stream, string what)
    {
        try
        {
            var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            // Reads their names.
            _ = archive.Entries;
            return archive;
        }
        catch (Exception e) when (EntryReader.IsOfContent(e))
        {
            throw new FormatException($"{what} is damaged, or no model: it cannot be read as a zip.");
        }
    }

    private static Dictionary<string, ZipArchiveEntry> EntriesByName(ZipArchive archive, string what)
    {
        var entries = new Dictionary<string, ZipArchiveEntry>();
        foreach (var entry in archive.Entries)
        {
            if (!entries.TryAdd(entry.FullName, entry))
                throw new FormatException($"{Entry(what, entry.FullName)} is there twice.");
        }

        return entries;
    }

    private static IReadOnlyList<EntryChecksum> ReadList(Dictionary<string, ZipArchiveEntry> entries, string what)
    {
        if (!entries.Remove(ChecksumList.EntryName, out var entry))
        {
            throw new FormatException(
                $"{what} has no entry \"{ChecksumList.EntryName}\": it was not saved by SaveVerified. "
                + "Load it by Model.Load, which does not verify it, and save it by SaveVerified.");
        }

        var subject = $"{what} cannot be verified: its entry \"{ChecksumList.EntryName}\"";
        using var reader = new EntryReader(entry, subject);
        return ChecksumList.FromBytes(reader.Read(new byte[Math.Clamp(entry.Length, 0, ChecksumList.MaxLength) + 1], long.MaxValue).ToArray(), subject);
    }

    /// <summary>Copies an entry, of which no more is unpacked than is listed.</summary>
    private static void Copy(ZipArchiveEntry entry, EntryChecksum listed, Stream to, byte[] buffer, string subject)
    {
        if (entry.Length != listed.Length)
            throw WrongLength();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var reader = new EntryReader(entry, subject);
        for (var left = listed.Length; left > 0;)
        {
            var part = reader.Read(buffer, left);
            if (part.IsEmpty)
                throw WrongLength();
            hash.AppendData(part);
            to.Write(part);
            left -= part.Length;
        }

        if (!reader.Read(buffer, 1).IsEmpty)
            throw WrongLength();
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != listed.Sha256)
            throw new FormatException($"{subject} does not have the checksum that is listed.");

        FormatException WrongLength() => new($"{subject} does not have the {listed.Length} bytes that are listed.");
    }

    private static string Entry(string what, string name) => $"{what} is damaged: entry \"{Excerpt.Of(name)}\"";
}
