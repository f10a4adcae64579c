using System.IO.Compression;

namespace ActReg.MLNet.Interchange;

/// <summary>Files in a zip, in memory: nothing is ever unpacked into a folder, so that names are names only.</summary>
/// <remarks>
/// What Keras and PyTorch write is not compressed, and weights hardly can be. An entry that becomes more than a hundred times the bytes that the archive has is refused, as Keras does
/// (keras/src/saving/saving_lib.py, <c>_reject_zip_bomb</c>, which does so from 4 GiB on).
/// </remarks>
internal sealed class ZipEntries : IDisposable
{
    private const int MostExpansion = 100;
    private const int PartLength = 1 << 16;

    private readonly string _kind;
    private readonly Stream _stream;
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = [];

    private long _left;

    /// <param name="stream">The archive, which is closed with this.</param>
    /// <param name="kind">What messages call the file.</param>
    /// <exception cref="FormatException">It is no zip, or has an entry twice.</exception>
    public ZipEntries(Stream stream, string kind)
    {
        _kind = kind;
        _stream = stream;
        _left = Math.Min(long.MaxValue / MostExpansion, stream.Length) * MostExpansion;
        try
        {
            _zip = new ZipArchive(stream, ZipArchiveMode.Read);
            foreach (var entry in _zip.Entries)
            {
                if (!_entries.TryAdd(entry.FullName, entry))
                    throw Damaged.File(kind, $"it has {Damaged.Quoted(entry.FullName)} twice");
            }
        }
        catch (InvalidDataException e)
        {
            stream.Dispose();
            throw Damaged.File(kind, "it cannot be read as a zip", e);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Whether bytes begin as a zip does.</summary>
    public static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith("PK\x3\x4"u8);

    /// <summary>All names, with the folders that they are in.</summary>
    public IEnumerable<string> Names => _entries.Keys;

    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>How many bytes an entry says that it has.</summary>
    public long LengthOf(string name) => Find(name).Length;

    /// <summary>An entry's bytes.</summary>
    /// <exception cref="FormatException">There is no such entry, or its bytes are not what the archive says of them.</exception>
    public MemoryStream Read(string name)
    {
        var entry = Find(name);
        if (entry.Length < 0 || (_left -= entry.Length) < 0)
            throw Damaged.File(_kind, $"{Damaged.Quoted(name)} would be more than {MostExpansion} times as large as the archive");
        if (entry.Length > Array.MaxLength)
            throw new FormatException($"{Damaged.Quoted(name)} has {entry.Length} bytes; at most {Array.MaxLength} can be read out of an archive: unpack it first.");
        var bytes = new MemoryStream();
        try
        {
            using var content = entry.Open();
            var part = new byte[PartLength];
            for (int count; bytes.Length <= entry.Length && (count = content.Read(part)) > 0;)
                bytes.Write(part, 0, count);
        }
        catch (InvalidDataException e)
        {
            throw Damaged.File(_kind, $"{Damaged.Quoted(name)} cannot be unpacked", e);
        }

        if (bytes.Length != entry.Length)
            throw Damaged.File(_kind, $"{Damaged.Quoted(name)} has not the {entry.Length} bytes that the archive says");
        bytes.Position = 0;
        return bytes;
    }

    public void Dispose()
    {
        _zip.Dispose();
        _stream.Dispose();
    }

    private ZipArchiveEntry Find(string name) => _entries.GetValueOrDefault(name) ?? throw Damaged.File(_kind, $"it has no {Damaged.Quoted(name)}");
}
