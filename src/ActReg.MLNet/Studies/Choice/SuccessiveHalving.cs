namespace ActReg.MLNet;

/// <summary>
/// Leaves out the worse half of the candidates, by their mean on splits that the best is defined on too, whenever twice as many splits are there (K. Jamieson and A. Talwalkar, "Non-stochastic best arm
/// identification and hyperparameter optimization", 2016): with splits for a budget, never fewer rows, which would change what is best.
/// </summary>
/// <remarks>
/// Of 32 simulated candidates on 20 splits, where the best is ahead of the worst by 1.33 standard deviations of a split's own noise, it left out the one of the best mean in fewer
/// than 8 % of 2,000 studies, and with three times the noise in fewer than 23 %; two thirds of all trials were saved (<c>EliminationTests</c>).
/// </remarks>
public sealed record SuccessiveHalving
{
    /// <param name="firstSplits">The splits after which it is done first, at least 1; 4 by default.</param>
    /// <param name="fewestCandidates">The candidates that are kept in any case, at least 1; 4 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public SuccessiveHalving(int firstSplits = 4, int fewestCandidates = 4)
    {
        FirstSplits = Require.AtLeast(1, firstSplits);
        FewestCandidates = Require.AtLeast(1, fewestCandidates);
    }

    /// <summary>The splits after which it is done first.</summary>
    public int FirstSplits { get; }

    /// <summary>The candidates that are kept in any case.</summary>
    public int FewestCandidates { get; }

    /// <summary>Which candidates go on.</summary>
    /// <param name="candidates">Those that are left.</param>
    /// <param name="losses">Of a candidate on each split so far; lower is better, infinite where it failed, and NaN where the metric is not defined, which tells nothing.</param>
    internal IEnumerable<int> Keep(IReadOnlyList<int> candidates, Func<int, IReadOnlyList<double>> losses)
    {
        var splits = losses(candidates[0]).Count;
        var doublings = Math.Log2((double)splits / FirstSplits);
        if (doublings < 0 || doublings != Math.Floor(doublings))
            return candidates;
        if (PairedLosses.Best(candidates, losses) is not { } best)
            return candidates;
        // NaN comes first: of whom nothing is known, nothing says that it is the worse.
        var kept = candidates.OrderBy(candidate => PairedLosses.Behind(losses(candidate), losses(best)).DefaultIfEmpty(double.NaN).Average())
            .Take(Math.Max(FewestCandidates, (candidates.Count + 1) / 2)).ToHashSet();
        return candidates.Where(kept.Contains);
    }
}
