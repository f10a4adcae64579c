namespace ActReg.MLNet;

/// <summary>The comparison of candidates by splits, from which one is chosen: all at once, or a split after the other where candidates may be left out on the way.</summary>
internal sealed class Selection
{
    private readonly StudyOptions _options;
    private readonly IReadOnlyList<StudyCandidate> _candidates;
    private readonly Dictionary<int, int> _splitsOf;
    private int _done;

    /// <param name="splits">In order.</param>
    /// <param name="overlap">Rows to evaluate on over rows to train on, of these splits.</param>
    /// <param name="candidates">All of them.</param>
    /// <param name="options">Whether candidates are left out.</param>
    public Selection(IReadOnlyList<StudySplit> splits, double overlap, IReadOnlyList<StudyCandidate> candidates, StudyOptions options)
    {
        (Splits, Overlap, _candidates, _options) = (splits, overlap, candidates, options);
        Left = [.. Enumerable.Range(0, candidates.Count)];
        _splitsOf = Left.ToDictionary(candidate => candidate, _ => splits.Count);
    }

    public IReadOnlyList<StudySplit> Splits { get; }

    /// <summary>See <see cref="MeanInterval"/>.</summary>
    public double Overlap { get; }

    /// <summary>The candidates that were left out nowhere.</summary>
    public IReadOnlyList<int> Left { get; private set; }

    public bool IsDone => _done == Splits.Count;

    /// <summary>On how many splits a candidate is.</summary>
    public int SplitsOf(int candidate) => _splitsOf[candidate];

    /// <summary>What is to be run next.</summary>
    public IEnumerable<TrialGroup> NextRound() => Splits.Skip(_done).Take(RoundLength).Select(split => new TrialGroup(split, Left));

    /// <summary>What was to be run is there.</summary>
    /// <param name="loss">Of a candidate on a split; lower is better, infinite where it failed, and NaN where the metric is not defined.</param>
    public void EndRound(Func<StudySplit, int, double> loss)
    {
        _done += RoundLength;
        if (IsDone)
            return;
        var losses = Left.ToDictionary(candidate => candidate, candidate => Splits.Take(_done).Select(split => loss(split, candidate)).ToArray());
        var kept = Left;
        if (_options.Stop != null)
            kept = [.. _options.Stop.Keep(kept, candidate => losses[candidate])];
        if (_options.Halving != null)
            kept = [.. _options.Halving.Keep(kept, candidate => losses[candidate])];
        // What others are compared with has to be there on all splits.
        Left = [.. Left.Where(candidate => kept.Contains(candidate) || _candidates[candidate].Role != CandidateRole.Candidate)];
        foreach (var candidate in losses.Keys.Except(Left))
            _splitsOf[candidate] = _done;
    }

    private int RoundLength => _options.Halving == null && _options.Stop == null ? Splits.Count : 1;
}
