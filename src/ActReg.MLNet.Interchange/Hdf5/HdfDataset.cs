namespace ActReg.MLNet.Interchange;

/// <summary>A dataset: numbers in a shape.</summary>
internal sealed class HdfDataset
{
    private const int MostValues = int.MaxValue / 2;

    private readonly HdfHeader _header;
    private readonly HdfBytes _bytes;
    private readonly HdfType _type;
    private readonly HdfShape _shape;
    private readonly string _what;

    public HdfDataset(HdfHeader header, HdfBytes bytes)
    {
        _header = header;
        _bytes = bytes;
        _what = $"dataset {Damaged.Quoted($"/{header.Path}")}";
        _type = HdfType.Read(header.Find(HdfMessageKind.Datatype) ?? throw HdfFile.Damaged($"{_what} has no type"));
        _shape = HdfShape.Read(header.Find(HdfMessageKind.Dataspace) ?? throw HdfFile.Damaged($"{_what} has no shape"));
    }

    /// <summary>All values, row-major, with their shape: that of a single value is empty.</summary>
    /// <exception cref="FormatException">They are no floating-point numbers, or are not in the file.</exception>
    public (int[] Shape, float[] Values) Read()
    {
        if (_shape.Dimensions is not { } dimensions)
            throw HdfFile.Damaged($"{_what} is empty: it has no shape");
        if (_type.Kind is not (HdfKind.Half or HdfKind.BFloat16 or HdfKind.Single or HdfKind.Double))
            throw HdfFile.Damaged($"{_what} must be of floating-point numbers; it is of {_type.Name}");
        if (_header.All(HdfMessageKind.ExternalFiles).Any())
            throw HdfFile.Damaged($"{_what} has its values in another file, which is not read");
        if (_shape.Count > MostValues || dimensions.Any(dimension => dimension > MostValues))
            throw HdfFile.Damaged($"{_what} would have {_shape.Count} values");
        int[] shape = [.. dimensions.Select(dimension => (int)dimension)];
        var layout = HdfLayout.Read(_header.Find(HdfMessageKind.Layout)!, _what);
        var filters = HdfFilters.Read(_header.Find(HdfMessageKind.Filters), _what);
        if (_shape.Count == 0)
            return (shape, []);
        var length = (ulong)_shape.Count * (ulong)_type.Size;
        if (!layout.IsChunked && !filters.IsEmpty)
            throw HdfFile.Damaged($"{_what} is compressed, though not in chunks");
        return (shape, layout switch
        {
            { IsChunked: true } => new HdfChunks(_bytes, layout, filters, _type, shape, _what).Read(),
            { Inline: { } data } => Inline(data, length),
            _ => Contiguous(layout, length),
        });
    }

    private float[] Inline(ReadOnlyMemory<byte> data, ulong length)
    {
        if ((ulong)data.Length < length)
            throw HdfFile.Damaged($"{_what} has {data.Length} of {length} bytes");
        var values = new float[(int)_shape.Count];
        _type.ToFloats(data.Span, values);
        return values;
    }

    private float[] Contiguous(HdfLayout layout, ulong length)
    {
        const int part = 1 << 18;
        if (layout.Address == HdfBytes.Undefined || layout.Length < length)
            throw HdfFile.Damaged($"{_what} has {(layout.Address == HdfBytes.Undefined ? 0 : layout.Length)} of {length} bytes");
        _bytes.TakeValues(layout.Address, length, _what);
        // They are there, so that there is no more room taken than the file has.
        var values = new float[(int)_shape.Count];
        for (var i = 0; i < values.Length; i += part)
        {
            var count = Math.Min(part, values.Length - i);
            _type.ToFloats(_bytes.Bytes(layout.Address + (ulong)i * (ulong)_type.Size, count * _type.Size), values.AsSpan(i, count));
        }

        return values;
    }
}
