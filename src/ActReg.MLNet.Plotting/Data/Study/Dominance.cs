namespace ActReg.MLNet.Plotting;

/// <summary>Which of several choices no other one is better than in one respect, and as good in the other.</summary>
internal static class Dominance
{
    /// <param name="choices">What is to be small, and what is to be large.</param>
    /// <returns>The places of those that nothing dominates, by what is to be small; of equal ones, all.</returns>
    public static IReadOnlyList<int> Frontier(IReadOnlyList<(double Small, double Large)> choices)
    {
        var frontier = new List<int>();
        double best = double.NegativeInfinity, at = double.NaN;
        foreach (var i in Enumerable.Range(0, choices.Count).OrderBy(i => choices[i].Small).ThenByDescending(i => choices[i].Large))
        {
            var (small, large) = choices[i];
            if (large > best || (large == best && small == at))
            {
                frontier.Add(i);
                (best, at) = (large, small);
            }
        }

        return frontier;
    }
}
