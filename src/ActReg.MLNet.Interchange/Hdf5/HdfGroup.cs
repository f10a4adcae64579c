namespace ActReg.MLNet.Interchange;

/// <summary>A group: names of groups and datasets, and attributes.</summary>
/// <param name="header">Its header.</param>
/// <param name="bytes">The file.</param>
/// <param name="path">Its path, without a slash before it.</param>
/// <param name="heap">The file's texts.</param>
internal sealed class HdfGroup(HdfHeader header, HdfBytes bytes, string path, HdfHeap heap)
{
    private const string Latest = "as only files with libver=\"latest\" or track_order=True have; Keras writes none: write it with h5py's defaults";

    private readonly string _what = Damaged.Quoted($"/{path}");
    private Dictionary<string, HdfLink>? _links;
    private Dictionary<string, HdfAttribute>? _attributes;

    public string Path => path;

    /// <summary>The names in it, in the file's order.</summary>
    public IReadOnlyCollection<string> Names => Links.Keys;

    private Dictionary<string, HdfLink> Links => _links ??= ReadLinks();

    private Dictionary<string, HdfAttribute> Attributes => _attributes ??= ReadAttributes();

    public bool Has(string name) => Links.ContainsKey(name);

    /// <summary>A group in it.</summary>
    /// <exception cref="FormatException">There is none of that name.</exception>
    public HdfGroup Group(string name)
    {
        var child = Header(name);
        return child.All(HdfMessageKind.Layout).Any()
            ? throw HdfFile.Damaged($"{Damaged.Quoted($"/{child.Path}")} must be a group, and is a dataset") : new(child, bytes, child.Path, heap);
    }

    /// <summary>A dataset in it.</summary>
    /// <exception cref="FormatException">There is none of that name.</exception>
    public HdfDataset Dataset(string name)
    {
        var child = Header(name);
        return child.All(HdfMessageKind.Layout).Any()
            ? new(child, bytes) : throw HdfFile.Damaged($"{Damaged.Quoted($"/{child.Path}")} must be a dataset, and is none");
    }

    /// <summary>An attribute's texts; <see langword="null"/> where there is no such attribute.</summary>
    public IReadOnlyList<string>? Texts(string attribute) => Attributes.GetValueOrDefault(attribute)?.Texts();

    private HdfHeader Header(string name)
    {
        if (!Links.TryGetValue(name, out var link))
            throw HdfFile.Damaged($"{_what} has no {Damaged.Quoted(name)}");
        if (link.Address is not { } address)
            throw HdfFile.Damaged($"{Damaged.Quoted(name)} in {_what} is a link to elsewhere, which is not followed");
        return new(bytes, address, path.Length == 0 ? name : $"{path}/{name}");
    }

    private Dictionary<string, HdfLink> ReadLinks()
    {
        if (header.Find(HdfMessageKind.LinkInfo) is { } info)
            CheckNotDense(info, hasCount: 8, "links");
        IEnumerable<HdfLink> links = header.Find(HdfMessageKind.SymbolTable) is { } table
            ? HdfSymbolTable.Read(bytes, table, _what) : header.All(HdfMessageKind.Link).Select(message => Link(header.Cursor(message)));
        var byName = new Dictionary<string, HdfLink>();
        foreach (var link in links)
        {
            if (link.Name is "" or "." or ".." || link.Name.Contains('/', StringComparison.Ordinal))
                throw HdfFile.Damaged($"{_what} has something with the name {Damaged.Quoted(link.Name)}");
            if (!byName.TryAdd(link.Name, link))
                throw HdfFile.Damaged($"{_what} has {Damaged.Quoted(link.Name)} twice");
        }

        return byName;
    }

    private static HdfLink Link(HdfCursor cursor)
    {
        cursor.Version(1, 1);
        var flags = cursor.Byte();
        var kind = (flags & 0x08) != 0 ? cursor.Byte() : 0;
        // Which link was made when, and in which characters it is written: UTF-8, or ASCII, which is the same.
        cursor.Skip(((flags & 0x04) != 0 ? 8 : 0) + ((flags & 0x10) != 0 ? 1 : 0));
        var name = HdfCursor.Text(cursor.Take(cursor.UInt(1 << (flags & 3))).Span, "a link's name");
        return new(name, kind == 0 ? cursor.UInt64() : null);
    }

    private Dictionary<string, HdfAttribute> ReadAttributes()
    {
        if (header.Find(HdfMessageKind.AttributeInfo) is { } info)
            CheckNotDense(info, hasCount: 2, "attributes");
        var byName = new Dictionary<string, HdfAttribute>();
        foreach (var attribute in header.All(HdfMessageKind.Attribute).Select(message => HdfAttribute.Read(header.Cursor(message), heap, path)))
        {
            if (!byName.TryAdd(attribute.Name, attribute))
                throw HdfFile.Damaged($"{_what} has the attribute {Damaged.Quoted(attribute.Name)} twice");
        }

        return byName;
    }

    /// <summary>What messages of many links and of many attributes have in common: a version, flags, perhaps a count, and where those are that the header has no room for.</summary>
    private void CheckNotDense(HdfCursor info, int hasCount, string what)
    {
        info.Version(0, 0);
        info.Skip((info.Byte() & 1) != 0 ? hasCount : 0);
        if (info.UInt64() != HdfBytes.Undefined)
            throw new FormatException($"{_what} has its {what} in a heap, {Latest}.");
    }
}
