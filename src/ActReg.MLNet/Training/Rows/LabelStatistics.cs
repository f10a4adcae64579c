namespace ActReg.MLNet;

/// <summary>
/// What there is to know of the labels and weights of a set, from one pass over its rows: of each row's first label. Of rows without labels,
/// whose targets are their own features, it is the number and the weights.
/// </summary>
/// <param name="classCount">The number of classes; 0 where labels are numbers.</param>
internal sealed class LabelStatistics(int classCount)
{
    private readonly double[] _classWeights = new double[classCount];
    private double _weight;
    private double _squares;
    private float _first;
    private bool _differ;
    private float _least = float.PositiveInfinity;
    private float _most = float.NegativeInfinity;

    private const float LeastWeight = 1e-30f;
    private const float MostWeight = 1e30f;

    private float _leastWeight = 1;
    private float _mostWeight = 1;

    /// <summary>What is wrong with the rows' weights; <see langword="null"/> where nothing is.</summary>
    /// <param name="name">What they are called in the message.</param>
    public string? WeightProblem(string name) => _leastWeight >= LeastWeight && _mostWeight <= MostWeight ? null : Rule.Broken(
        name, "must have weights from 1E-30 to 1E+30, only the proportions of which count", _leastWeight < LeastWeight ? _leastWeight : _mostWeight);

    /// <summary>The rows.</summary>
    public long Count { get; private set; }

    /// <summary>Their weighted mean label.</summary>
    public double Mean { get; private set; }

    /// <summary>The root of their weighted mean squared difference from it.</summary>
    public double Deviation => Math.Sqrt(_squares / _weight);

    /// <summary>Their least label and their largest; there must be a label.</summary>
    public LabelRange Range => new(_least, _most);

    /// <summary>Their labels themselves, where these are numbers; of very many a part.</summary>
    public LabelSample Sample { get; } = new();

    /// <summary>The label that all rows have; <see langword="null"/> where they differ.</summary>
    public float? OnlyLabel => _differ ? null : _first;

    /// <summary>The sum of weights of each class.</summary>
    public IReadOnlyList<double> ClassWeights => _classWeights;

    /// <summary>What a row weighs on average.</summary>
    /// <param name="factors">What weights are multiplied by, by class; null for nothing.</param>
    public double MeanWeight(IReadOnlyList<float>? factors) =>
        (factors == null ? _weight : factors.Zip(_classWeights, (factor, weight) => factor * weight).Sum()) / Count;

    /// <param name="set">The rows.</param>
    /// <param name="classCount">As above.</param>
    /// <param name="rows">Which of them; <see langword="null"/> for all.</param>
    public static LabelStatistics Of(TrainingSet set, int classCount = 0, int[]? rows = null)
    {
        var statistics = new LabelStatistics(classCount);
        var count = rows?.Length ?? set.RowCount;
        for (var i = 0; i < count; i++)
        {
            var row = rows == null ? i : rows[i];
            statistics.Add(set.Labels(row), set.Weight(row));
        }

        return statistics;
    }

    /// <summary>Takes note of a row.</summary>
    public void Add(ReadOnlySpan<float> labels, float weight)
    {
        Count++;
        _weight += weight;
        _leastWeight = Math.Min(_leastWeight, weight);
        _mostWeight = Math.Max(_mostWeight, weight);
        if (!labels.IsEmpty)
            Add(labels[0], weight);
    }

    private void Add(float label, float weight)
    {
        if (Count == 1)
            _first = label;
        _differ |= label != _first;
        _least = Math.Min(_least, label);
        _most = Math.Max(_most, label);
        if (classCount > 0)
            _classWeights[(int)label] += weight;
        else
            Sample.Add(label, weight);

        // Welford's update, weighted: sums of squares would cancel where the mean is large.
        var difference = label - Mean;
        Mean += difference * weight / _weight;
        _squares += weight * difference * (label - Mean);
    }
}
