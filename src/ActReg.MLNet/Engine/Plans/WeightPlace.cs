namespace ActReg.MLNet;

/// <summary>One weight array of a network, and where it stands in the parameter buffer. Steps that share an array share the object.</summary>
internal sealed class WeightPlace
{
    /// <param name="name">The layer's name and the array's, such as <c>dense_1/bias</c>.</param>
    /// <param name="role">What it is for.</param>
    /// <param name="layout">How it is stored.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="learningRateFactor">What the learning rate is multiplied by for it.</param>
    public WeightPlace(string name, WeightRole role, WeightLayout layout, int offset, double learningRateFactor = 1)
    {
        Name = name;
        Role = role;
        Layout = layout;
        Offset = offset;
        LearningRateFactor = learningRateFactor;
    }

    public string Name { get; }

    public WeightRole Role { get; }

    public WeightLayout Layout { get; }

    /// <summary>Where it begins.</summary>
    public int Offset { get; }

    /// <summary>What the learning rate is multiplied by for it.</summary>
    public double LearningRateFactor { get; }

    /// <summary>What it begins as; <see langword="null"/> for what its role says.</summary>
    public IInitializer? Initializer { get; init; }

    /// <summary>Whether training leaves it as it is: it has no gradient then, and is not penalized.</summary>
    public bool IsFrozen => LearningRateFactor == 0;

    /// <summary>Its dimensions.</summary>
    public int[] Shape => Layout.Shape;

    /// <summary>The floats that it takes up, padding included.</summary>
    public int Length => Layout.Length;

    /// <summary>The number of values, padding excluded.</summary>
    public long Count => Layout.Count;

    /// <summary>All of it as it is stored; the padding is zero.</summary>
    public Tile StoredTile => Tile.All(Layout.StoredRows, Layout.StoredColumns);

    /// <summary>Its place in a buffer laid out like the parameters.</summary>
    public Span<float> In(AlignedBuffer buffer) => buffer.Span.Slice(Offset, Length);

    /// <summary>The matrix that is stored there.</summary>
    /// <param name="buffer">The start of a buffer laid out like the parameters.</param>
    public unsafe Matrix Stored(float* buffer) => new(buffer + Offset, Layout.StoredColumns);

    /// <summary>Copies the array, row-major, into a parameter buffer.</summary>
    public void Write(ReadOnlySpan<float> values, Span<float> parameters)
    {
        var columns = Shape[^1];
        for (var row = 0; row * columns < values.Length; row++)
        {
            if (Layout.RowsStandTogether)
            {
                values.Slice(row * columns, columns).CopyTo(parameters[(Offset + row * Layout.RowStride)..]);
                continue;
            }

            for (var column = 0; column < columns; column++)
                parameters[Offset + Layout.IndexOf(row, column)] = values[row * columns + column];
        }
    }

    /// <summary>Copies the array, row-major, out of a parameter buffer.</summary>
    public void Read(ReadOnlySpan<float> parameters, Span<float> values)
    {
        var columns = Shape[^1];
        for (var row = 0; row * columns < values.Length; row++)
        {
            if (Layout.RowsStandTogether)
            {
                parameters.Slice(Offset + row * Layout.RowStride, columns).CopyTo(values[(row * columns)..]);
                continue;
            }

            for (var column = 0; column < columns; column++)
                values[row * columns + column] = parameters[Offset + Layout.IndexOf(row, column)];
        }
    }
}
