namespace ActReg.MLNet.Interchange;

/// <summary>A dataset in chunks, each of which may be compressed. Keras writes none; other programs that change its files may.</summary>
internal sealed class HdfChunks
{
    private readonly HdfBytes _bytes;
    private readonly HdfLayout _layout;
    private readonly HdfFilters _filters;
    private readonly HdfType _type;
    private readonly int[] _shape;
    private readonly int[] _chunk;
    private readonly string _what;
    private readonly HashSet<ulong> _seen = [];
    private long _read;

    public HdfChunks(HdfBytes bytes, HdfLayout layout, HdfFilters filters, HdfType type, int[] shape, string what)
    {
        (_bytes, _layout, _filters, _type, _shape, _what) = (bytes, layout, filters, type, shape, what);
        var sizes = layout.ChunkSizes!;
        var count = shape.Aggregate((Int128)1, (count, dimension) => count * dimension);
        var chunkCount = sizes.Aggregate((Int128)1, (count, size) => count > uint.MaxValue ? count : count * size);
        // A chunk may be larger than a small dataset, but not by much.
        if (sizes.Count != shape.Length || shape.Length == 0 || sizes.Contains(0u) || chunkCount > int.MaxValue / 16)
            throw HdfFile.Damaged($"the chunks of {what} do not have its shape");
        bytes.TakeExpanded((long)Int128.Max(count, chunkCount) * type.Size, what);
        _chunk = [.. sizes.Select(size => (int)size)];
    }

    public float[] Read()
    {
        if (_layout.Address == HdfBytes.Undefined)
            throw HdfFile.Damaged($"{_what} has no values");
        var values = new float[_shape.Aggregate(1, (count, dimension) => count * dimension)];
        Read(_layout.Address, level: null, values);
        return _read == values.Length ? values : throw HdfFile.Damaged($"{_what} has {_read} of {values.Length} values");
    }

    private void Read(ulong address, byte? level, float[] values)
    {
        // A chunk's bytes, the filters it was not given, and where it begins, with a 0 for the bytes of a value.
        var keyLength = 8 + 8 * (_shape.Length + 1);
        foreach (var (child, childLevel) in HdfTree.Children(_bytes, address, HdfTree.Chunks, level, keyLength, _seen, _what))
        {
            if (childLevel > 0)
                Read(child.Address, (byte)(childLevel - 1), values);
            else
                ReadChunk(child, values);
        }
    }

    private void ReadChunk(HdfTree.Child child, float[] values)
    {
        var key = new HdfCursor(child.Key, _what);
        var (stored, skipped) = (key.UInt32(), key.UInt32());
        var start = new int[_shape.Length];
        for (var i = 0; i < start.Length; i++)
        {
            var offset = key.UInt64();
            if (offset >= (ulong)_shape[i] || offset % (ulong)_chunk[i] != 0)
                throw HdfFile.Damaged($"a chunk of {_what} is not where one may be");
            start[i] = (int)offset;
        }

        if (stored > int.MaxValue / 2 || !_seen.Add(child.Address))
            throw HdfFile.Damaged($"a chunk of {_what} is there twice, or too large");
        _bytes.TakeValues(child.Address, stored, _what);
        var count = _chunk.Aggregate(1, (product, size) => product * size);
        var bytes = _filters.Undo(_bytes.Bytes(child.Address, (int)stored), skipped, count * _type.Size, _type.Size);
        var chunk = new float[count];
        _type.ToFloats(bytes, chunk);
        Place(chunk, start, values);
    }

    /// <summary>Row by row of the last dimension; what of a chunk is outside of the shape is left out.</summary>
    private void Place(float[] chunk, int[] start, float[] values)
    {
        var last = _shape.Length - 1;
        var width = Math.Min(_chunk[last], _shape[last] - start[last]);
        for (var row = 0; row < chunk.Length / _chunk[last]; row++)
        {
            var (rest, place, step, isInside) = (row, start[last], _shape[last], true);
            for (var i = last - 1; i >= 0; i--)
            {
                var position = start[i] + rest % _chunk[i];
                rest /= _chunk[i];
                isInside &= position < _shape[i];
                place += position * step;
                step *= _shape[i];
            }

            if (!isInside)
                continue;
            chunk.AsSpan(row * _chunk[last], width).CopyTo(values.AsSpan(place));
            _read += width;
        }
    }
}
