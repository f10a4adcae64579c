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
    private readonly int[] _given = new int[featureCount];
    private int _withZeros;

    /// <summary>The rows that were added.</summary>
    public int Rows { get; private set; }

    public int FeatureCount => featureCount;

    /// <summary>Takes note of a row.</summary>
    public void Add(ReadOnlySpan<float> row)
    {
        // What is missing compares as false.
        for (var i = 0; i < featureCount; i++)
        {
            _lowest[i] = row[i] < _lowest[i] ? row[i] : _lowest[i];
            _highest[i] = row[i] > _highest[i] ? row[i] : _highest[i];
        }

        Rows++;
        _withZeros++;
    }

    /// <summary>Takes note of one of some rows, all of which have their zeros, or none.</summary>
    public void Add(FeatureValues rows, int row)
    {
        if (!rows.LeaveZerosOut)
        {
            Add(rows.Row(row));
            return;
        }

        var numbers = rows.Nonzeros(row);
        for (var i = 0; i < numbers.Count; i++)
        {
            var (place, value) = (numbers.Places[i], numbers.Values[i]);
            _given[place]++;
            _lowest[place] = value < _lowest[place] ? value : _lowest[place];
            _highest[place] = value > _highest[place] ? value : _highest[place];
        }

        Rows++;
    }

    public (float Lowest, float Highest) this[int feature] => _withZeros + _given[feature] == Rows
        ? (_lowest[feature], _highest[feature]) : (Math.Min(_lowest[feature], 0), Math.Max(_highest[feature], 0));

    /// <summary>
    /// The features that gradient descent from small random weights hardly learns from, or is kept by from learning: of values beyond 100, of
    /// none but very small ones, or of values that all lie far from 0 by what they differ.
    /// </summary>
    public IReadOnlyList<int> OffScale() => Where(i => IsOffScale(this[i].Lowest, this[i].Highest));

    /// <summary>The features that, in other rows, reach ten times as far from 0 as in these.</summary>
    public IReadOnlyList<int> OutOfProportion(FeatureRanges others) =>
        Where(i => others.Magnitude(i) > OutOfProportionFrom * Math.Max(Magnitude(i), SmallestMagnitude));

    private int[] Where(Func<int, bool> condition) => [.. Enumerable.Range(0, featureCount).Where(condition)];

    private float Magnitude(int feature) => Math.Max(-this[feature].Lowest, this[feature].Highest);

    private static bool IsOffScale(float lowest, float highest)
    {
        var magnitude = Math.Max(-lowest, highest);
        var nearest = lowest > 0 ? lowest : highest < 0 ? -highest : 0;
        return magnitude > LargestMagnitude || magnitude is > 0 and < SmallestMagnitude
            || (lowest < highest && (double)highest - lowest < SmallestRange * nearest);
    }
}
