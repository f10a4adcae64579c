namespace ActReg.MLNet.Interchange;

/// <summary>Where a file keeps texts of any length: collections of numbered pieces, each of which is read once.</summary>
/// <param name="bytes">The file.</param>
internal sealed class HdfHeap(HdfBytes bytes)
{
    private const string What = "a heap of texts";

    private readonly Dictionary<ulong, Dictionary<ushort, ReadOnlyMemory<byte>>> _collections = [];

    /// <exception cref="FormatException">There is no such piece.</exception>
    public ReadOnlyMemory<byte> Find(ulong collection, uint index)
    {
        if (!_collections.TryGetValue(collection, out var pieces))
            _collections[collection] = pieces = Read(collection);
        return index <= ushort.MaxValue && pieces.TryGetValue((ushort)index, out var piece) ? piece : throw HdfFile.Damaged($"{What} has no piece {index}");
    }

    private Dictionary<ushort, ReadOnlyMemory<byte>> Read(ulong address)
    {
        const int prefix = 8 + HdfBytes.AddressLength;
        var start = bytes.At(address, prefix, What);
        start.Signature("GCOL"u8);
        start.Version(1, 1);
        start.Skip(3);
        var length = start.UInt64();
        if (length < prefix)
            throw HdfFile.Damaged($"{What} would have {length} bytes");
        var rest = bytes.At(address + prefix, length - prefix, What);
        var pieces = new Dictionary<ushort, ReadOnlyMemory<byte>>();
        while (rest.Left >= prefix)
        {
            var index = rest.UInt16();
            // What is free comes last.
            if (index == 0)
                break;
            rest.Skip(6);
            pieces[index] = rest.Take(rest.UInt64());
            rest.Align();
        }

        return pieces;
    }
}
