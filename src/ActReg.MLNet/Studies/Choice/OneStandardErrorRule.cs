namespace ActReg.MLNet;

/// <summary>
/// Of all candidates whose mean is within one standard error of the best one's mean, the simplest: that with the smallest share of active hidden outputs, then of fewest
/// weights, then the first (L. Breiman et al., "Classification and regression trees", 1984, with sparsity for size).
/// </summary>
internal static class OneStandardErrorRule
{
    /// <param name="candidates">Those to choose from; where a mean is not defined, it is left out.</param>
    /// <param name="higherIsBetter">Whether more of the metric is better.</param>
    /// <returns>The places of the one chosen and of the best; <see langword="null"/> where no mean is defined.</returns>
    public static (int Chosen, int Best)? Choose(IReadOnlyList<ChoiceCandidate> candidates, bool higherIsBetter)
    {
        var sign = higherIsBetter ? 1 : -1;
        var defined = candidates.Where(candidate => !double.IsNaN(candidate.Metric.Mean)).ToArray();
        if (defined.Length == 0)
            return null;
        var best = defined.MaxBy(candidate => sign * candidate.Metric.Mean)!;
        // Of one split alone there is no error: then the best is chosen.
        var error = double.IsNaN(best.Metric.StandardError) ? 0 : best.Metric.StandardError;
        var within = defined.Where(candidate => sign * (best.Metric.Mean - candidate.Metric.Mean) <= error);
        var chosen = within.OrderBy(candidate => candidate.ActiveShare).ThenBy(candidate => candidate.WeightCount).ThenBy(candidate => candidate.Index).First();
        return (chosen.Index, best.Index);
    }
}

/// <summary>What a choice goes by.</summary>
/// <param name="Index">The candidate's place.</param>
/// <param name="Metric">What it is chosen by, over the splits.</param>
/// <param name="ActiveShare">The share of hidden outputs that are not 0.</param>
/// <param name="WeightCount">The numbers that were trained.</param>
internal sealed record ChoiceCandidate(int Index, MeanInterval Metric, double ActiveShare, long WeightCount);
