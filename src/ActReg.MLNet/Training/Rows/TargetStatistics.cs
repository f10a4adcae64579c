namespace ActReg.MLNet;

/// <summary>What there is to know of one of a row's labels, over all rows.</summary>
/// <param name="most">The most labels to keep: an even number; 0 for none.</param>
internal sealed class TargetStatistics(int most)
{
    private double _weight;
    private double _squares;
    private bool _any;
    private bool _differ;
    private float _first;

    /// <summary>The weighted mean.</summary>
    public double Mean { get; private set; }

    /// <summary>The root of the weighted mean squared difference from it.</summary>
    public double Deviation => Math.Sqrt(_squares / _weight);

    /// <summary>The labels themselves, where these are numbers; of very many a part.</summary>
    public LabelSample Sample { get; } = new(Math.Max(2, most));

    /// <summary>The label that all rows have; <see langword="null"/> where they differ.</summary>
    public float? OnlyLabel => _differ ? null : _first;

    /// <summary>The least label.</summary>
    public float Least { get; private set; } = float.PositiveInfinity;

    /// <summary>The largest label.</summary>
    public float Most { get; private set; } = float.NegativeInfinity;

    /// <summary>The first label that is neither 0 nor 1; <see langword="null"/> where there is none.</summary>
    public float? NeitherZeroNorOne { get; private set; }

    /// <summary>Takes note of a row's.</summary>
    public void Add(float label, float weight)
    {
        if (!_any)
            (_any, _first) = (true, label);
        _differ |= label != _first;
        Least = Math.Min(Least, label);
        Most = Math.Max(Most, label);
        NeitherZeroNorOne ??= label is 0 or 1 ? null : label;
        if (most > 0)
            Sample.Add(label, weight);

        // Welford's update, weighted: sums of squares would cancel where the mean is large.
        _weight += weight;
        var difference = label - Mean;
        Mean += difference * weight / _weight;
        _squares += weight * difference * (label - Mean);
    }
}
