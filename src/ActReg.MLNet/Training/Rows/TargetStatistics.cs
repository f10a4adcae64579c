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

    /// <summary>The weighted mean of labels as the network sees them, scaled by their rows' windows where there are any.</summary>
    public double Mean { get; private set; }

    /// <summary>The root of the weighted mean squared difference from it.</summary>
    public double Deviation => Math.Sqrt(_squares / _weight);

    /// <summary>The same labels themselves, where these are numbers; of very many a part.</summary>
    public LabelSample Sample { get; } = new(Math.Max(2, most));

    /// <summary>The label that all rows have; <see langword="null"/> where they differ.</summary>
    public float? OnlyLabel => _differ ? null : _first;

    /// <summary>The least label.</summary>
    public float Least { get; private set; } = float.PositiveInfinity;

    /// <summary>The largest label.</summary>
    public float Most { get; private set; } = float.NegativeInfinity;

    /// <summary>The largest magnitude of a label as the network sees it.</summary>
    public float Farthest { get; private set; }

    /// <summary>The first label that is neither 0 nor 1; <see langword="null"/> where there is none.</summary>
    public float? NeitherZeroNorOne { get; private set; }

    /// <summary>Takes note of a row's.</summary>
    /// <param name="label">As it is.</param>
    /// <param name="weight">The row's.</param>
    /// <param name="seen">As the network sees it; <see langword="null"/> where that is the same.</param>
    public void Add(float label, float weight, float? seen = null)
    {
        if (!_any)
            (_any, _first) = (true, label);
        _differ |= label != _first;
        Least = Math.Min(Least, label);
        Most = Math.Max(Most, label);
        NeitherZeroNorOne ??= label is 0 or 1 ? null : label;
        label = seen ?? label;
        Farthest = Math.Max(Farthest, Math.Abs(label));
        if (most > 0)
            Sample.Add(label, weight);

        // Welford's update, weighted: sums of squares would cancel where the mean is large.
        _weight += weight;
        var difference = label - Mean;
        Mean += difference * weight / _weight;
        _squares += weight * difference * (label - Mean);
    }
}
