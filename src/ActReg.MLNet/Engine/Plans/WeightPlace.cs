namespace ActReg.MLNet;

/// <summary>One weight array of a network: its public form, and where it stands in the parameter buffer.</summary>
/// <param name="Name">The layer's name and the array's, such as <c>dense_1/bias</c>.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Shape">Its dimensions; all but the last count as rows.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">The floats that it takes up, padding included.</param>
/// <param name="RowStride">From one row to the next.</param>
/// <param name="ColumnStride">From one element of the last dimension to the next.</param>
internal sealed record WeightPlace(string Name, WeightRole Role, int[] Shape, int Offset, int Length, int RowStride = 0, int ColumnStride = 1)
{
    /// <summary>The columns that stand together; all by default.</summary>
    public int GroupColumns { get; init; } = int.MaxValue;

    /// <summary>From one group of columns to the next.</summary>
    public int GroupStride { get; init; }

    /// <summary>A vector.</summary>
    public WeightPlace(string name, WeightRole role, int size, int offset)
        : this(name, role, [size], offset, AlignedBuffer.Pad(size))
    {
    }

    /// <summary>The number of values, padding excluded.</summary>
    public long Count => Shape.Aggregate(1L, (count, dimension) => count * dimension);

    /// <summary>Its place in a buffer laid out like the parameters.</summary>
    public Span<float> In(AlignedBuffer buffer) => buffer.Span.Slice(Offset, Length);

    /// <summary>Copies the array, row-major, into a parameter buffer.</summary>
    public void Write(ReadOnlySpan<float> values, Span<float> parameters)
    {
        var columns = Shape[^1];
        for (var row = 0; row * columns < values.Length; row++)
        {
            for (var column = 0; column < columns; column++)
                parameters[IndexOf(row, column)] = values[row * columns + column];
        }
    }

    /// <summary>Copies the array, row-major, out of a parameter buffer.</summary>
    public void Read(ReadOnlySpan<float> parameters, Span<float> values)
    {
        var columns = Shape[^1];
        for (var row = 0; row * columns < values.Length; row++)
        {
            for (var column = 0; column < columns; column++)
                values[row * columns + column] = parameters[IndexOf(row, column)];
        }
    }

    private int IndexOf(int row, int column)
    {
        var group = Math.DivRem(column, GroupColumns, out var place);
        return Offset + group * GroupStride + row * RowStride + place * ColumnStride;
    }
}
