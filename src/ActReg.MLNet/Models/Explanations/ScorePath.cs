namespace ActReg.MLNet;

/// <summary>What a model of one network, or of several, scores where a row's features move from a baseline to what they are; for one thread at a time.</summary>
internal sealed class ScorePath
{
    private readonly IReadOnlyList<PathNetwork> _networks;
    private readonly MemberMean _mean;
    private readonly float[] _members;
    private readonly float[] _memberSlopes;
    private readonly float[] _scores;
    private readonly float[] _slopes;
    private readonly int _capacity;

    /// <param name="networks">The networks.</param>
    /// <param name="mean">The model's score is this mean of theirs.</param>
    /// <param name="capacity">The most points that each has room for.</param>
    public ScorePath(IReadOnlyList<PathNetwork> networks, MemberMean mean, int capacity)
    {
        _networks = networks;
        _mean = mean;
        _capacity = capacity;
        _scores = new float[networks[0].ScoreCount];
        _slopes = new float[_scores.Length];
        _members = new float[networks.Count * _scores.Length];
        _memberSlopes = new float[_members.Length];
    }

    /// <summary>The scores of a row.</summary>
    public int ScoreCount => _scores.Length;

    /// <summary>
    /// Where features come from unless somebody says so: the middle of the rows that the networks were trained on, where these have found it and scale features by it, else 0;
    /// of counts of categories 0.
    /// </summary>
    /// <param name="featureCount">The features.</param>
    public float[] Baseline(int featureCount)
    {
        float[]?[] centers = [.. _networks.Select(network => network.Centers)];
        return centers.Contains(null) ? new float[featureCount]
            : [.. Enumerable.Range(0, featureCount).Select(feature => (float)centers.Average(of => (double)of![feature]))];
    }

    /// <summary>Takes a row.</summary>
    /// <param name="baseline">Where its features come from, all finite.</param>
    /// <param name="features">What they are, in the networks' domain.</param>
    public void SetRow(ReadOnlySpan<float> baseline, ReadOnlySpan<float> features)
    {
        foreach (var network in _networks)
            network.SetRow(baseline, features);
    }

    /// <summary>The scores of the row as it is.</summary>
    public ReadOnlySpan<float> Scores()
    {
        foreach (var network in _networks)
            network.Forward([1]);
        Read(0);
        return _scores;
    }

    /// <summary>Computes one of the scores along the way, and how it changes there.</summary>
    /// <param name="output">Which score.</param>
    /// <param name="points">Those to compute, whose places are given.</param>
    public void Compute(int output, ReadOnlySpan<PathPoint> points)
    {
        for (var first = 0; first < points.Length; first += _capacity)
            ComputeSome(output, points.Slice(first, Math.Min(_capacity, points.Length - first)));
    }

    private void ComputeSome(int output, ReadOnlySpan<PathPoint> points)
    {
        var places = new double[points.Length];
        for (var i = 0; i < points.Length; i++)
            places[i] = points[i].Place;
        foreach (var network in _networks)
            network.Forward(places);
        for (var i = 0; i < points.Length; i++)
        {
            Read(i);
            points[i].Score = _scores[output];
            _slopes.AsSpan().Clear();
            _slopes[output] = 1;
            _mean.WriteSlopes(_members, _slopes, _memberSlopes);
            for (var member = 0; member < _networks.Count; member++)
                _networks[member].SetScoreSlopes(i, _memberSlopes.AsSpan(member * ScoreCount, ScoreCount));
        }

        foreach (var network in _networks)
        {
            network.Backward(points.Length);
            for (var i = 0; i < points.Length; i++)
                network.AddShares(i, points[i].Shares);
        }

        foreach (var point in points)
            point.Sum();
    }

    /// <summary>Reads a point's scores, and each member's.</summary>
    private void Read(int point)
    {
        for (var member = 0; member < _networks.Count; member++)
            _networks[member].CopyScores(point, _members.AsSpan(member * ScoreCount, ScoreCount));
        _mean.Write(_members.ToArray(), _scores);
    }
}
