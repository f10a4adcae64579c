using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace ActReg.MLNet.PackageTests;

/// <summary>A package, or its symbols, as they are in the feed.</summary>
internal sealed class PackedFile : IDisposable
{
    private readonly ZipArchive _zip;

    public PackedFile(string id, string extension = "nupkg")
    {
        Id = id;
        _zip = ZipFile.OpenRead(Path.Combine(Workspace.Feed, $"{id}.{Workspace.Version}.{extension}"));
    }

    public string Id { get; }

    /// <summary>Its files but for those of every package.</summary>
    public IEnumerable<string> Files => _zip.Entries.Select(entry => entry.FullName)
        .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")
        .Order(StringComparer.Ordinal);

    /// <summary>The elements that say what it is.</summary>
    public XElement Metadata
    {
        get
        {
            var root = XElement.Parse(Text($"{Id}.nuspec"));
            foreach (var element in root.DescendantsAndSelf())
                element.Name = element.Name.LocalName;
            return root.Element("metadata")!;
        }
    }

    /// <summary>Names and ranges of versions.</summary>
    public IEnumerable<string> Dependencies =>
        Metadata.Descendants("dependency").Select(dependency => $"{dependency.Attribute("id")!.Value} {dependency.Attribute("version")!.Value}");

    public byte[] Bytes(string file)
    {
        using var bytes = new MemoryStream();
        using var content = _zip.GetEntry(file)!.Open();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>A text without the mark of UTF-8.</summary>
    public string Text(string file) => Encoding.UTF8.GetString(Bytes(file)).TrimStart('\uFEFF');

    public void Dispose() => _zip.Dispose();
}
