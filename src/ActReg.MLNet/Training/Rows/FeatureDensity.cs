namespace ActReg.MLNet;

/// <summary>
/// Whether rows are kept without their zeros: where there are at least 512 features, of which at most one in sixteen is not 0, from the first 1,024 rows
/// on and over all. It depends on the rows alone, whatever memory there is.
/// </summary>
/// <param name="featureCount">The features per row.</param>
internal sealed class FeatureDensity(int featureCount)
{
    /// <summary>The fewest features that it is worth while for.</summary>
    public const int FewestFeatures = 512;

    /// <summary>At least so many features for each that is not 0.</summary>
    public const int FewestPerNonzero = 16;

    private const int FirstRows = 1 << 10;

    private long _rows;

    /// <summary>The features that are not 0.</summary>
    public long Nonzeros { get; private set; }

    /// <summary>Whether rows are kept without their zeros, as far as they are known.</summary>
    public bool IsLow { get; private set; } = featureCount >= FewestFeatures;

    /// <summary>Whether all rows are.</summary>
    public bool IsLowInAll => IsLow && IsLowIn(_rows);

    /// <summary>What the features of a row take on average, in bytes.</summary>
    public long RowBytes => IsLowInAll
        ? CompressedRows.RowBytes + CompressedRows.NumberBytes * Nonzeros / Math.Max(1, _rows) : sizeof(float) * (long)featureCount;

    /// <summary>Takes note of a row.</summary>
    /// <param name="nonzeros">How many of its features are not 0.</param>
    public void Add(int nonzeros)
    {
        _rows++;
        Nonzeros += nonzeros;
        IsLow &= IsLowIn(Math.Max(FirstRows, _rows));
    }

    private bool IsLowIn(long rows) => Nonzeros <= rows * featureCount / FewestPerNonzero;
}
