namespace ActReg.MLNet;

/// <summary>Sums trials up.</summary>
/// <param name="outcome">The trials.</param>
internal sealed class StudySummary(StudyOutcome outcome)
{
    private readonly string[] _metrics = [.. outcome.Task.Metrics.Select(metric => metric.Name)];

    public IReadOnlyList<CandidateResult> Candidates()
    {
        var baseline = new Figures(outcome, StudyResult.BaselineIndex);
        return [.. Enumerable.Range(0, outcome.Candidates.Count).Select(candidate => Candidate(candidate, new(outcome, candidate), baseline))];
    }

    public NestedEstimate? Nested()
    {
        var folds = outcome.ChosenWithin.Where(fold => fold.Chosen != null).Select(fold => (fold.Split, Chosen: fold.Chosen!.Value)).ToArray();
        if (folds.Length == 0)
            return null;
        var chosen = Summaries([.. folds.Select(fold => outcome.Find(fold.Split, fold.Chosen, false))], outcome.Overlap, trial => trial.Evaluation);
        var baseline = Summaries([.. folds.Select(fold => outcome.Find(fold.Split, StudyResult.BaselineIndex, false))], outcome.Overlap, trial => trial.Evaluation);
        return new(chosen, Differences(chosen, baseline, outcome.Overlap), [.. folds.Select(fold => fold.Chosen)]);
    }

    private CandidateResult Candidate(int index, Figures figures, Figures baseline)
    {
        var candidate = outcome.Candidates[index];
        var trials = figures.All;
        if (figures.Failure is { } failure)
            return new() { Candidate = candidate, Failure = failure, SplitCount = figures.Splits.Count, Warnings = Warnings(trials) };
        var isBaseline = index == StudyResult.BaselineIndex;
        var validation = Summaries(figures.Splits, outcome.Overlap, trial => trial.Evaluation);
        var test = Summaries(figures.Test, 0, trial => trial.Evaluation);
        var (shown, overlap) = figures.Test.Count > 0 ? (figures.Test, 0) : (figures.Splits, outcome.Overlap);
        return new()
        {
            Candidate = candidate,
            SplitCount = figures.Splits.Count,
            Validation = validation,
            ValidationAgainstBaseline = isBaseline || baseline.Failure != null
                ? [] : Differences(validation, Summaries([.. baseline.Splits.Take(figures.Splits.Count)], outcome.Overlap, trial => trial.Evaluation), outcome.Overlap),
            Test = test,
            TestAgainstBaseline = isBaseline || baseline.Failure != null ? [] : Differences(test, Summaries(baseline.Test, 0, trial => trial.Evaluation), 0),
            Train = Summaries(shown, overlap, trial => trial.Train),
            Layers = shown.Count == 0
                ? [] : [.. shown[0]!.Layers.Select((_, i) => LayerSummary.Of([.. shown.Select(trial => trial!.Layers[i])], overlap))],
            ActiveShare = shown.Count == 0 ? double.NaN : shown.Average(trial => ChoiceCandidates.ActiveShare(trial!)),
            WeightCount = shown.Count == 0 ? 0 : shown.Max(trial => trial!.WeightCount),
            Epochs = shown.Count == 0 ? 0 : shown.Average(trial => trial!.Epochs),
            Curve = CurvePoint.Of([.. figures.Curves.Select(trial => trial.Curve)], outcome.TestSplits.Count > 0 ? 0 : outcome.Overlap),
            Warnings = Warnings(trials),
            Seconds = trials.Count == 0 ? double.NaN : trials.Average(trial => trial.Seconds),
        };
    }

    private static string[] Warnings(IEnumerable<TrialResult> trials) => [.. trials.SelectMany(trial => trial.Warnings).Distinct()];

    private MetricSummary[] Summaries(IReadOnlyList<TrialResult?> trials, double overlap, Func<TrialResult, IReadOnlyDictionary<string, double>> of) => trials.Count == 0
        ? [] : [.. _metrics.Select(metric => MetricSummary.Of(metric, [.. trials.Select(trial => trial == null ? double.NaN : of(trial).GetValueOrDefault(metric, double.NaN))], overlap))];

    private static PairedDifference[] Differences(IReadOnlyList<MetricSummary> summaries, IReadOnlyList<MetricSummary> baseline, double overlap) =>
        [.. summaries.Zip(baseline, (summary, other) => summary.Less(other, overlap))];

    /// <summary>A candidate's trials.</summary>
    private sealed class Figures(StudyOutcome outcome, int candidate)
    {
        public IReadOnlyList<TrialResult?> Splits { get; } =
            [.. outcome.Splits.Take(outcome.SplitsOf(candidate)).Select(split => outcome.Find(split, candidate, false))];

        public IReadOnlyList<TrialResult?> Test { get; } =
            [.. outcome.TestSplits.Select(split => outcome.Find(split, candidate, false)).Where(trial => trial != null)];

        public IReadOnlyList<TrialResult> Curves { get; } = [.. outcome.Curves.Select(split => outcome.Find(split, candidate, true)).OfType<TrialResult>().Where(trial => trial.Failure == null)];

        public IReadOnlyList<TrialResult> All => [.. Splits.Concat(Test).OfType<TrialResult>()];

        public string? Failure => All.FirstOrDefault(trial => trial.Failure != null)?.Failure;
    }
}
