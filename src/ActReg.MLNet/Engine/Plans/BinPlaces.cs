namespace ActReg.MLNet;

/// <summary>Where the bins of features stand, one after the other.</summary>
internal sealed class BinPlaces
{
    /// <param name="counts">The bins of each feature, at least 1.</param>
    /// <exception cref="OverflowException">They are more than there can be.</exception>
    public BinPlaces(IReadOnlyList<int> counts)
    {
        Starts = new int[counts.Count + 1];
        for (var feature = 0; feature < counts.Count; feature++)
            Starts[feature + 1] = checked(Starts[feature] + counts[feature]);
    }

    /// <summary>Where each feature's bins begin, and behind them where the last's end.</summary>
    public int[] Starts { get; }

    /// <summary>The bins of all features.</summary>
    public int Count => Starts[^1];

    /// <summary>Each bin's feature.</summary>
    public int[] Features() => [.. Starts.SkipLast(1).SelectMany((start, feature) => Enumerable.Repeat(feature, Starts[feature + 1] - start))];

    /// <summary>The limits of each bin's share: 0 and 1, but below a feature's first bin and above its last there are none.</summary>
    public (float[] Least, float[] Most) Limits()
    {
        float[] least = new float[Count], most = [.. Enumerable.Repeat(1f, Count)];
        for (var feature = 0; feature < Starts.Length - 1; feature++)
            (least[Starts[feature]], most[Starts[feature + 1] - 1]) = (float.NegativeInfinity, float.PositiveInfinity);
        return (least, most);
    }
}
