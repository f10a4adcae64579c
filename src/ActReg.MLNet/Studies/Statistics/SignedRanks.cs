namespace ActReg.MLNet;

/// <summary>Wilcoxon's signed-rank test (F. Wilcoxon, "Individual comparisons by ranking methods", 1945).</summary>
internal static class SignedRanks
{
    /// <summary>How likely the ranks of positive differences sum up to as much, or more, where signs are a matter of chance: exact, ties by mean ranks; differences of 0, and those that are not defined, are left out.</summary>
    /// <returns>1 where no difference is left.</returns>
    public static double ProbabilityOfLarger(IReadOnlyList<double> differences)
    {
        var sorted = differences.Where(difference => difference != 0 && !double.IsNaN(difference)).OrderBy(Math.Abs).ToArray();
        // Doubled, so that mean ranks are whole numbers.
        var ranks = new int[sorted.Length];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && Math.Abs(sorted[end]) == Math.Abs(sorted[start]);)
                end++;
            Array.Fill(ranks, start + 1 + end, start, end - start);
        }

        // As likely as the sum that was observed, or more, is what it leaves of all ranks, or less.
        var left = ranks.Where((_, i) => sorted[i] < 0).Sum();
        // How likely each sum up to that is, one rank more at a time.
        var likelihoods = new double[left + 1];
        likelihoods[0] = 1;
        foreach (var rank in ranks)
        {
            for (var sum = left; sum >= 0; sum--)
                likelihoods[sum] = (likelihoods[sum] + (sum >= rank ? likelihoods[sum - rank] : 0)) / 2;
        }

        return likelihoods.Sum();
    }
}
