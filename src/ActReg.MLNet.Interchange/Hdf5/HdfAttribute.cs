namespace ActReg.MLNet.Interchange;

/// <summary>A value or a list that stands with a group or dataset.</summary>
internal sealed class HdfAttribute
{
    private const int MostTexts = 1_000_000;

    private readonly HdfType _type;
    private readonly HdfShape _shape;
    private readonly ReadOnlyMemory<byte> _data;
    private readonly HdfHeap _heap;
    private readonly string _what;

    private HdfAttribute(string name, HdfType type, HdfShape shape, ReadOnlyMemory<byte> data, HdfHeap heap, string path) =>
        (Name, _type, _shape, _data, _heap, _what) = (name, type, shape, data, heap, $"attribute {Damaged.Quoted(name)} of {Damaged.Quoted($"/{path}")}");

    public string Name { get; }

    public static HdfAttribute Read(HdfCursor cursor, HdfHeap heap, string path)
    {
        var version = cursor.Version(1, 3);
        // Of version 3 whether type and shape stand elsewhere, which nobody does.
        var flags = cursor.Byte();
        var (name, type, shape) = (cursor.UInt16(), cursor.UInt16(), cursor.UInt16());
        if (version == 3)
            cursor.Skip(1);
        if (version > 1 && flags != 0)
            throw HdfFile.Damaged($"an attribute of {Damaged.Quoted($"/{path}")} has its type elsewhere, which is not read");
        var text = HdfCursor.Text(Part(name).Take(name).Span, "an attribute's name");
        var (typePart, shapePart) = (Part(type), Part(shape));
        return new(text, HdfType.Read(typePart), HdfShape.Read(shapePart), cursor.Take((ulong)cursor.Left), heap, path);

        // In the first version each fills a multiple of eight bytes.
        HdfCursor Part(ushort length) => cursor.Part(version == 1 ? (ulong)(length + 7) / 8 * 8 : length);
    }

    /// <summary>The texts of a list, or the one there is. Of nothing there may be no type: numpy's empty list is of numbers.</summary>
    /// <exception cref="FormatException">They are no texts.</exception>
    public IReadOnlyList<string> Texts()
    {
        if (_shape.Count == 0)
            return [];
        if (_shape.Count > MostTexts || (int)_shape.Count > _data.Length / _type.Size)
            throw HdfFile.Damaged($"{_what} would have {_shape.Count} values");
        var cursor = new HdfCursor(_data, _what);
        return [.. Enumerable.Range(0, (int)_shape.Count).Select(_ => Text(cursor.Part((ulong)_type.Size)))];
    }

    private string Text(HdfCursor value)
    {
        if (_type.Kind == HdfKind.Text)
            return HdfCursor.Text(value.Take((ulong)_type.Size).Span, _what);
        if (_type.Kind != HdfKind.HeapText)
            throw HdfFile.Damaged($"{_what} must be text; it is of {_type.Name}");
        var (length, collection, index) = (value.UInt32(), value.UInt64(), value.UInt32());
        if (length == 0)
            return "";
        var piece = _heap.Find(collection, index);
        return length <= piece.Length ? HdfCursor.Text(piece.Span[..(int)length], _what) : throw HdfFile.Damaged($"{_what} is longer than what there is of it");
    }
}
