namespace ActReg.MLNet.Interchange;

/// <summary>The links of a group as files have them by default: a tree of tables, and names in a heap.</summary>
internal sealed class HdfSymbolTable
{
    private const uint SoftLink = 2;

    private readonly HdfBytes _bytes;
    private readonly string _what;
    private readonly byte[] _names;
    private readonly List<HdfLink> _links = [];
    private readonly HashSet<ulong> _seen = [];

    private HdfSymbolTable(HdfBytes bytes, ulong heap, string what)
    {
        _bytes = bytes;
        _what = what;
        var start = bytes.At(heap, 8 + 3 * HdfBytes.AddressLength, $"names of {what}");
        start.Signature("HEAP"u8);
        start.Version(0, 0);
        start.Skip(3);
        var length = start.UInt64();
        start.UInt64();
        _names = bytes.Read(start.UInt64(), length, $"names of {what}");
    }

    /// <summary>All links.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="message">The group's message.</param>
    /// <param name="what">What the group is called.</param>
    public static IReadOnlyList<HdfLink> Read(HdfBytes bytes, HdfCursor message, string what)
    {
        var (tree, heap) = (message.UInt64(), message.UInt64());
        var table = new HdfSymbolTable(bytes, heap, what);
        table.ReadTree(tree, level: null);
        return table._links;
    }

    /// <summary>Levels fall from node to node, so that there is an end.</summary>
    private void ReadTree(ulong address, byte? level)
    {
        foreach (var (child, childLevel) in HdfTree.Children(_bytes, address, HdfTree.Groups, level, keyLength: HdfBytes.AddressLength, _seen, _what))
        {
            if (childLevel == 0)
                ReadTable(child.Address);
            else
                ReadTree(child.Address, (byte)(childLevel - 1));
        }
    }

    private void ReadTable(ulong address)
    {
        const int prefix = 8, entry = 40;
        var start = _bytes.At(address, prefix, $"a table of {_what}");
        start.Signature("SNOD"u8);
        start.Version(1, 1);
        start.Skip(1);
        var count = start.UInt16();
        var entries = _bytes.At(address + prefix, (ulong)count * entry, $"a table of {_what}");
        for (var i = 0; i < count; i++)
        {
            var (name, header, kind) = (entries.UInt64(), entries.UInt64(), entries.UInt32());
            entries.Skip(20);
            if (name >= (ulong)_names.Length)
                throw HdfFile.Damaged($"a name of {_what} is not among its names");
            _links.Add(new(HdfCursor.Text(_names.AsSpan((int)name), $"a name of {_what}"), kind == SoftLink || header == HdfBytes.Undefined ? null : header));
        }
    }
}
