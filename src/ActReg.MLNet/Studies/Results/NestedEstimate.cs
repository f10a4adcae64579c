namespace ActReg.MLNet;

/// <summary>
/// What choosing achieves, told by rows that it did not see: within the training rows of each split a candidate was chosen by folds of their own, and judged by the rest
/// (M. Stone, "Cross-validatory choice and assessment of statistical predictions", 1974). The best candidate's own mean, by the rows that picked it, is usually better than that; and the one-standard-error rule gives up some of the mean on purpose.
/// </summary>
/// <param name="Metrics">Of whatever was chosen, over splits.</param>
/// <param name="AgainstBaseline">By how much they differ from the baseline's on the same splits.</param>
/// <param name="Chosen">The place of the candidate that was chosen within each split.</param>
public sealed record NestedEstimate(IReadOnlyList<MetricSummary> Metrics, IReadOnlyList<PairedDifference> AgainstBaseline, IReadOnlyList<int> Chosen);
