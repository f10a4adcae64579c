namespace ActReg.MLNet;

/// <summary>The weights that an update moves: some that stand together, or rows of a kernel whose gradient is packed.</summary>
internal readonly ref struct WeightParts
{
    private readonly ReadOnlySpan<int> _rows;
    private readonly int _start;
    private readonly int _gradientStart;

    private WeightParts(int count, int length, int start)
    {
        Count = count;
        Length = length;
        _start = start;
    }

    private WeightParts(ReadOnlySpan<int> rows, int stride, int start, int gradientStart)
        : this(rows.Length, stride, start)
    {
        _rows = rows;
        _gradientStart = gradientStart;
    }

    /// <summary>The number of parts.</summary>
    public int Count { get; }

    /// <summary>The length of each, in whole vectors.</summary>
    public int Length { get; }

    /// <summary>Weights that stand together, whose gradient stands where they do.</summary>
    /// <param name="range">Where.</param>
    /// <param name="length">Of the parameters.</param>
    public static WeightParts All(Range range, int length)
    {
        var (start, count) = range.GetOffsetAndLength(length);
        return new(1, count, start);
    }

    /// <summary>Rows of a matrix, whose gradients follow one another downwards.</summary>
    /// <param name="rows">Which.</param>
    /// <param name="stride">The length of a row as it is stored.</param>
    /// <param name="start">Where the matrix begins.</param>
    /// <param name="gradientStart">Where the first of the gradients begins, which is the last in memory.</param>
    public static WeightParts Rows(ReadOnlySpan<int> rows, int stride, int start, int gradientStart) => new(rows, stride, start, gradientStart);

    /// <summary>Where a part begins.</summary>
    public int Start(int part) => _rows.IsEmpty ? _start : _start + _rows[part] * Length;

    /// <summary>Where its gradient begins.</summary>
    public int GradientStart(int part) => _rows.IsEmpty ? _start : _gradientStart - part * Length;
}
