namespace ActReg.MLNet;

/// <summary>How a weight array stands in the parameter buffer: in rows of whole vectors, whose padding is zero.</summary>
internal sealed record WeightLayout
{
    private WeightLayout(int[] shape, int length, int storedColumns)
    {
        Shape = shape;
        Length = length;
        StoredColumns = storedColumns;
    }

    /// <summary>The array's dimensions; all but the last count as rows.</summary>
    public int[] Shape { get; }

    /// <summary>The floats that it takes up, padding included.</summary>
    public int Length { get; }

    /// <summary>The length of a row as it is stored, padding included.</summary>
    public int StoredColumns { get; }

    /// <summary>The rows as they are stored.</summary>
    public int StoredRows => Length / StoredColumns;

    /// <summary>The number of values, padding excluded.</summary>
    public long Count => Shape.Aggregate(1L, (count, dimension) => count * dimension);

    /// <summary>From one row of the array to the next.</summary>
    public int RowStride { get; private init; }

    /// <summary>From one element of the last dimension to the next.</summary>
    public int ColumnStride { get; private init; } = 1;

    /// <summary>The columns that stand together; all by default.</summary>
    public int GroupColumns { get; private init; } = int.MaxValue;

    /// <summary>From one group of columns to the next.</summary>
    public int GroupStride { get; private init; }

    /// <summary>Whether the elements of a row follow one another.</summary>
    public bool RowsStandTogether => ColumnStride == 1 && GroupColumns >= Shape[^1];

    /// <summary>Row after row.</summary>
    public static WeightLayout Rows(params int[] shape) => Grouped(1, shape);

    /// <summary>Column after column.</summary>
    public static WeightLayout Transposed(params int[] shape)
    {
        var stride = AlignedBuffer.Pad(RowCount(shape));
        return new(shape, checked(stride * shape[^1]), stride) { RowStride = 1, ColumnStride = stride };
    }

    /// <summary>In groups of columns, each row after row.</summary>
    public static WeightLayout Grouped(int groups, params int[] shape)
    {
        var rows = RowCount(shape);
        var columns = shape[^1] / groups;
        var stride = AlignedBuffer.Pad(columns);
        return new(shape, checked(groups * rows * stride), stride)
        {
            RowStride = stride,
            GroupColumns = columns,
            GroupStride = checked(rows * stride),
        };
    }

    /// <summary>Where, from the array's beginning, an element is.</summary>
    public int IndexOf(int row, int column)
    {
        var group = Math.DivRem(column, GroupColumns, out var place);
        return group * GroupStride + row * RowStride + place * ColumnStride;
    }

    private static int RowCount(int[] shape) => shape[..^1].Aggregate(1, (product, dimension) => checked(product * dimension));
}
