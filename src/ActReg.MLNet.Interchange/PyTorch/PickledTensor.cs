namespace ActReg.MLNet.Interchange;

/// <summary>Numbers in a file of the archive.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Key">The file's name.</param>
internal sealed record PickledStorage(StorageKind Kind, string Key);

/// <summary>A tensor as a state_dict tells it: numbers, which others may have too, and which of them.</summary>
/// <param name="Storage">The numbers.</param>
/// <param name="Offset">The first one's place.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Strides">From one number to the next of each dimension.</param>
internal sealed record PickledTensor(PickledStorage Storage, long Offset, int[] Shape, long[] Strides)
{
    private const int MostDimensions = 32;

    public int Count => Shape.Aggregate(1, (count, dimension) => count * dimension);

    /// <summary>By the arguments of <c>torch._utils._rebuild_tensor_v2</c>: storage, offset, size, stride, whether it has a gradient, hooks.</summary>
    public static PickledTensor Of(IReadOnlyList<object?> arguments)
    {
        if (arguments is not [PickledStorage storage, long offset, IReadOnlyList<object?> size, IReadOnlyList<object?> stride, ..] || size.Count != stride.Count || size.Count > MostDimensions
            || offset < 0 || !size.Concat(stride).All(number => number is long and >= 0 and <= int.MaxValue))
            throw StateDict.Damaged("a tensor is not made as one of a state_dict is");
        int[] shape = [.. size.Select(number => (int)(long)number!)];
        if (shape.Aggregate((Int128)1, (count, dimension) => count > int.MaxValue ? count : count * dimension) > int.MaxValue / 2)
            throw StateDict.Damaged($"a tensor would have the shape {LayerShape.Text(shape)}");
        return new(storage, offset, shape, [.. stride.Select(number => (long)number!)]);
    }

    /// <summary>Its values, row-major.</summary>
    /// <param name="bytes">The numbers.</param>
    /// <param name="name">What messages call it.</param>
    public float[] Read(ReadOnlySpan<byte> bytes, string name)
    {
        var count = bytes.Length / Storage.Kind.Size;
        var last = Shape.Zip(Strides).Aggregate((Int128)Offset, (last, each) => last + (Int128)Math.Max(0, each.First - 1) * each.Second);
        if (Count > 0 && last >= count)
            throw StateDict.Damaged($"tensor {Damaged.Quoted(name)} {LayerShape.Text(Shape)} would need {last + 1} numbers, and there are {count}");
        // One that says its numbers several times over would be larger than all there is.
        if (Count > count)
            throw StateDict.Damaged($"tensor {Damaged.Quoted(name)} {LayerShape.Text(Shape)} repeats its numbers, which is not read: save it as contiguous()");
        var values = new float[Count];
        var place = new int[Shape.Length];
        var source = Offset;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Storage.Kind.ToFloat(bytes.Slice((int)source * Storage.Kind.Size, Storage.Kind.Size));
            for (var dimension = Shape.Length - 1; dimension >= 0; dimension--)
            {
                source += Strides[dimension];
                if (++place[dimension] < Shape[dimension])
                    break;
                source -= Strides[dimension] * Shape[dimension];
                place[dimension] = 0;
            }
        }

        return values;
    }
}
