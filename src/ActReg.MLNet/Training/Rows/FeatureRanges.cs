namespace ActReg.MLNet;

/// <summary>Between what values each feature lies, in some rows of a set.</summary>
/// <param name="featureCount">The features per row.</param>
internal sealed class FeatureRanges(int featureCount)
{
    /// <summary>Enough to see a scale, and read in no time.</summary>
    public const int MostRows = 1000;

    private const float LargestMagnitude = 100;
    private const float SmallestMagnitude = 0.01f;
    private const float SmallestRange = 0.1f;
    private const float OutOfProportionFrom = 10;

    private readonly float[] _lowest = [.. Enumerable.Repeat(float.PositiveInfinity, featureCount)];
    private readonly float[] _highest = [.. Enumerable.Repeat(float.NegativeInfinity, featureCount)];

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
        // What is missing compares as false.
        for (var i = 0; i < featureCount; i++)
        {
            _lowest[i] = row[i] < _lowest[i] ? row[i] : _lowest[i];
            _highest[i] = row[i] > _highest[i] ? row[i] : _highest[i];
        }

        Rows++;
    }

    public (float Lowest, float Highest) this[int feature] => (_lowest[feature], _highest[feature]);

    /// <summary>
    /// The features that gradient descent from small random weights hardly learns from, or is kept by from learning: of values beyond 100, of
    /// none but very small ones, or of values that all lie far from 0 by what they differ.
    /// </summary>
    public IReadOnlyList<int> OffScale() => Where(i => IsOffScale(_lowest[i], _highest[i]));

    /// <summary>The features that, in other rows, reach ten times as far from 0 as in these.</summary>
    public IReadOnlyList<int> OutOfProportion(FeatureRanges others) =>
        Where(i => others.Magnitude(i) > OutOfProportionFrom * Math.Max(Magnitude(i), SmallestMagnitude));

    private int[] Where(Func<int, bool> condition) => [.. Enumerable.Range(0, featureCount).Where(condition)];

    private float Magnitude(int feature) => Math.Max(-_lowest[feature], _highest[feature]);

    private static bool IsOffScale(float lowest, float highest)
    {
        var magnitude = Math.Max(-lowest, highest);
        var nearest = lowest > 0 ? lowest : highest < 0 ? -highest : 0;
        return magnitude > LargestMagnitude || magnitude is > 0 and < SmallestMagnitude
            || (lowest < highest && (double)highest - lowest < SmallestRange * nearest);
    }
}
