namespace ActReg.MLNet;

/// <summary>Leaves out candidates that the best one so far has beaten on nearly every split, by Wilcoxon's signed-rank test of their differences, one-sided and exact.</summary>
/// <remarks>
/// Splits of one data set are not independent, and there is a test after each: so the level is no error rate. Of 32 simulated candidates on 20 splits, where the best is ahead of
/// the worst by 1.33 standard deviations of a split's own noise, it left out the one of the best mean in fewer than 1 % of 2,000 studies, and with three times the noise in fewer
/// than 3 %; at least 15 % of all trials were saved (<c>EliminationTests</c>).
/// </remarks>
public sealed record PairedWilcoxonStop
{
    /// <param name="level">The largest probability, by chance alone, at which a candidate is left out; above 0 and below 1, 0.01 by default, which takes at least 7 splits.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is out of range.</exception>
    public PairedWilcoxonStop(double level = 0.01) => Level = Require.Fraction(level);

    /// <summary>The largest probability, by chance alone, at which a candidate is left out.</summary>
    public double Level { get; }

    /// <inheritdoc cref="SuccessiveHalving.Keep"/>
    internal IEnumerable<int> Keep(IReadOnlyList<int> candidates, Func<int, IReadOnlyList<double>> losses)
    {
        if (PairedLosses.Best(candidates, losses) is not { } best)
            return candidates;
        return candidates.Where(candidate => candidate == best || SignedRanks.ProbabilityOfLarger(PairedLosses.Behind(losses(candidate), losses(best))) > Level);
    }
}
