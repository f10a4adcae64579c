namespace ActReg.MLNet;

/// <summary>What a layer gets for some rows of the training set, unit by unit; missing values are not numbers.</summary>
/// <param name="Columns">Each unit's values, one per row; none of a category that most rows have not.</param>
/// <param name="Weights">The rows' weights; <see langword="null"/> where all are the same.</param>
internal sealed record SampledColumns(IReadOnlyList<float[]> Columns, float[]? Weights)
{
    /// <summary>Units that count categories, which are embedded later and stay as they are until then.</summary>
    public IReadOnlySet<int> Categories { get; init; } = new HashSet<int>();

    /// <summary>The quantiles of each unit's values; missing ones do not count.</summary>
    public IReadOnlyList<ColumnQuantiles> Quantiles() => [.. Columns.AsParallel().AsOrdered().Select(column => ColumnQuantiles.Of(column, Weights))];
}
