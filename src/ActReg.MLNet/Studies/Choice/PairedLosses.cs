namespace ActReg.MLNet;

/// <summary>Losses of candidates on the same splits; NaN where a metric is not defined, which tells nothing.</summary>
internal static class PairedLosses
{
    /// <summary>The candidate of the lowest mean; <see langword="null"/> where all have failed, or nothing is defined.</summary>
    /// <param name="candidates">Which.</param>
    /// <param name="losses">Of a candidate on each split.</param>
    public static int? Best(IReadOnlyList<int> candidates, Func<int, IReadOnlyList<double>> losses)
    {
        var means = candidates.Select(candidate => (candidate, Mean: losses(candidate).Where(loss => !double.IsNaN(loss)).DefaultIfEmpty(double.NaN).Average()))
            .Where(candidate => double.IsFinite(candidate.Mean)).ToArray();
        return means.Length == 0 ? null : means.MinBy(candidate => candidate.Mean).candidate;
    }

    /// <summary>By how much a candidate is behind the best one, on each split where both are defined.</summary>
    public static IReadOnlyList<double> Behind(IReadOnlyList<double> losses, IReadOnlyList<double> best) =>
        [.. losses.Zip(best, (loss, bestLoss) => loss - bestLoss).Where(difference => !double.IsNaN(difference))];
}
