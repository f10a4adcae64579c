namespace ActReg.MLNet;

/// <summary>
/// What there is to know of the labels and weights of a set, from one pass over its rows. Of rows without labels, whose targets are their own
/// features, it is the number and the weights.
/// </summary>
/// <param name="classCount">The number of classes; 0 where labels are numbers.</param>
internal sealed class LabelStatistics(int classCount)
{
    private const int MostLabelsKept = 1 << 20;
    private const int FewestLabelsKept = 1 << 12;

    private readonly double[] _classWeights = new double[classCount];
    private TargetStatistics[] _targets = [];
    private double _weight;

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

    /// <summary>Each of a row's labels by itself; of a class, its index. None where there is no row.</summary>
    public IReadOnlyList<TargetStatistics> Targets => _targets;

    /// <summary>The label that all rows have, where a row has one; <see langword="null"/> where they differ.</summary>
    public float? OnlyLabel => _targets[0].OnlyLabel;

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
            statistics.Add(set.Labels(row), set.Weight(row), set.Window(row));
        }

        return statistics;
    }

    /// <summary>Takes note of a row.</summary>
    /// <param name="labels">As they are.</param>
    /// <param name="weight">The row's.</param>
    /// <param name="window">What they are to be scaled by.</param>
    public void Add(ReadOnlySpan<float> labels, float weight, WindowScale? window = null)
    {
        Count++;
        _weight += weight;
        _leastWeight = Math.Min(_leastWeight, weight);
        _mostWeight = Math.Max(_mostWeight, weight);
        if (_targets.Length != labels.Length)
            _targets = CreateTargets(labels.Length);
        for (var i = 0; i < labels.Length; i++)
            _targets[i].Add(labels[i], weight, window?.Scale(labels[i]));
        if (classCount > 0)
            _classWeights[(int)labels[0]] += weight;
    }

    private TargetStatistics[] CreateTargets(int count)
    {
        // Of each; an even number.
        var most = classCount > 0 ? 0 : Math.Max(FewestLabelsKept, MostLabelsKept / count & ~1);
        return [.. Enumerable.Range(0, count).Select(_ => new TargetStatistics(most))];
    }
}
