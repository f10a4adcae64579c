namespace ActReg.MLNet;

/// <summary>Between what values each feature lies, in some rows of a set.</summary>
/// <param name="featureCount">The features per row.</param>
internal sealed class FeatureRanges(int featureCount)
{
    /// <summary>Enough to see a scale, and read in no time.</summary>
    public const int MostRows = 1000;

    private const float LargestMagnitude = 100;
    private const float SmallestRange = 0.1f;

    private readonly float[] _lowest = new float[featureCount];
    private readonly float[] _highest = new float[featureCount];

    /// <summary>The rows that were added.</summary>
    public int Rows { get; private set; }

    public int FeatureCount => featureCount;

    /// <summary>Rows spread evenly over a set.</summary>
    public static FeatureRanges Of(TrainingSet set)
    {
        var ranges = new FeatureRanges(set.FeatureCount);
        var count = Math.Min(set.RowCount, MostRows);
        for (var i = 0; i < count; i++)
            ranges.Add(set.Row((int)((long)i * set.RowCount / count)));
        return ranges;
    }

    public void Add(ReadOnlySpan<float> row)
    {
        for (var i = 0; i < featureCount; i++)
        {
            _lowest[i] = Rows == 0 ? row[i] : Math.Min(_lowest[i], row[i]);
            _highest[i] = Rows == 0 ? row[i] : Math.Max(_highest[i], row[i]);
        }

        Rows++;
    }

    public (float Lowest, float Highest) this[int feature] => (_lowest[feature], _highest[feature]);

    /// <summary>
    /// The features that gradient descent from small random weights hardly learns from: of values beyond 100, or of values that all lie
    /// far from 0 by what they differ.
    /// </summary>
    public IReadOnlyList<int> OffScale() => [.. Enumerable.Range(0, featureCount).Where(i => IsOffScale(_lowest[i], _highest[i]))];

    private static bool IsOffScale(float lowest, float highest)
    {
        if (lowest == highest)
            return false;
        var nearest = lowest > 0 ? lowest : highest < 0 ? -highest : 0;
        return Math.Max(-lowest, highest) > LargestMagnitude || (double)highest - lowest < SmallestRange * nearest;
    }
}
