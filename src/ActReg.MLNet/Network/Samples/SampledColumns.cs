namespace ActReg.MLNet;

/// <summary>What a layer gets for some rows of the training set, unit by unit; missing values are not numbers.</summary>
/// <param name="Columns">Each unit's values, one per row.</param>
/// <param name="Weights">The rows' weights; <see langword="null"/> where all are the same.</param>
internal sealed record SampledColumns(IReadOnlyList<float[]> Columns, float[]? Weights)
{
    /// <summary>Blocks of units that are embedded later, and stay as they are until then.</summary>
    public IReadOnlyList<CategoryBlock> Categories { get; init; } = [];

    /// <summary>Whether a unit belongs to one of them.</summary>
    public bool IsCategory(int unit) => Categories.Any(block => unit >= block.First && unit < block.End);

    /// <summary>The quantiles of each unit's values; missing ones do not count.</summary>
    public IReadOnlyList<ColumnQuantiles> Quantiles() => [.. Columns.AsParallel().AsOrdered().Select(column => ColumnQuantiles.Of(column, Weights))];
}
