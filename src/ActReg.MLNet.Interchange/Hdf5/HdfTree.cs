namespace ActReg.MLNet.Interchange;

/// <summary>Nodes of the format's first kind of trees, which groups and chunks have.</summary>
internal static class HdfTree
{
    public const byte Groups = 0;
    public const byte Chunks = 1;

    /// <summary>A child.</summary>
    /// <param name="Key">What stands before its address.</param>
    /// <param name="Address">Where it is.</param>
    internal readonly record struct Child(ReadOnlyMemory<byte> Key, ulong Address);

    /// <summary>The children of a node, with the node's level: 0 of the last nodes.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="address">Where the node is.</param>
    /// <param name="kind">What the tree is of.</param>
    /// <param name="level">What the level must be; null for the first node.</param>
    /// <param name="keyLength">The bytes of a key.</param>
    /// <param name="seen">Nodes that were read; none is twice.</param>
    /// <param name="what">What the tree is of, for messages.</param>
    public static IReadOnlyList<(Child Child, byte Level)> Children(HdfBytes bytes, ulong address, byte kind, byte? level, int keyLength, HashSet<ulong> seen, string what)
    {
        const int prefix = 8 + 2 * HdfBytes.AddressLength;
        if (!seen.Add(address))
            throw HdfFile.Damaged($"the tree of {what} leads in circles");
        var start = bytes.At(address, prefix, $"the tree of {what}");
        start.Signature("TREE"u8);
        var (actualKind, actualLevel, count) = (start.Byte(), start.Byte(), start.UInt16());
        if (actualKind != kind || (level ?? actualLevel) != actualLevel)
            throw HdfFile.Damaged($"the tree of {what} has nodes that are none of it");
        var entries = bytes.At(address + prefix, (ulong)count * (ulong)(keyLength + HdfBytes.AddressLength), $"the tree of {what}");
        var children = new List<(Child, byte)>(count);
        for (var i = 0; i < count; i++)
            children.Add((new(entries.Take((ulong)keyLength), entries.UInt64()), actualLevel));
        return children;
    }
}
