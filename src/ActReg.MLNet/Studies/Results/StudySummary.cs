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
        var chosen = Evaluation([.. folds.Select(fold => outcome.Find(fold.Split, fold.Chosen, false))], outcome.Overlap);
        var baseline = Evaluation([.. folds.Select(fold => outcome.Find(fold.Split, StudyResult.BaselineIndex, false))], outcome.Overlap);
        return new(chosen, Differences(chosen, baseline, outcome.Overlap), [.. folds.Select(fold => fold.Chosen)]);
    }

    private CandidateResult Candidate(int index, Figures figures, Figures baseline)
    {
        var isBaseline = index == StudyResult.BaselineIndex;
        // Where one split failed, the others would be a choice of splits.
        var splits = figures.Failure == null ? figures.Splits : [];
        var validation = Evaluation(splits, outcome.Overlap);
        var test = figures.HasTest ? Evaluation(figures.Test, 0) : [];
        TrialResult[] chosenBy = [.. splits.OfType<TrialResult>()], tested = [.. figures.Test.OfType<TrialResult>().Where(trial => trial.Failure == null)];
        // Where nothing is chosen, candidates are told by what there is.
        var toldBy = outcome.Splits.Count == 0 ? tested : chosenBy;
        var (shown, overlap) = tested.Length > 0 ? (tested, 0) : (chosenBy, outcome.Overlap);
        return new()
        {
            Candidate = outcome.Candidates[index],
            Failure = figures.Failure,
            SplitCount = figures.Splits.Count,
            Validation = validation,
            ValidationAgainstBaseline = isBaseline || baseline.Failure != null
                ? [] : Differences(validation, Evaluation([.. baseline.Splits.Take(figures.Splits.Count)], outcome.Overlap), outcome.Overlap),
            FailedTests = figures.FailedTests,
            Test = test,
            TestAgainstBaseline = isBaseline || !baseline.HasTest ? [] : Differences(test, Evaluation(baseline.Test, 0), 0),
            Train = Summaries(shown, overlap, trial => trial.Train),
            Layers = Layers(toldBy, outcome.Overlap),
            TestLayers = Layers(tested, 0),
            ActiveShare = toldBy.Select(ChoiceCandidates.ActiveShare).DefaultIfEmpty(double.NaN).Average(),
            WeightCount = toldBy.Select(trial => trial.WeightCount).DefaultIfEmpty(0).Max(),
            Epochs = shown.Select(trial => (double)trial.Epochs).DefaultIfEmpty(0).Average(),
            Curve = CurvePoint.Of([.. figures.Curves.Select(trial => trial.Curve)], outcome.TestSplits.Count > 0 ? 0 : outcome.Overlap),
            EarlyStops = EarlyStops.Of(outcome.Candidates[index].Stopping, shown),
            Warnings = [.. figures.All.SelectMany(trial => trial.Warnings).Distinct()],
            WarnedTrainings = figures.All.Count(trial => trial.Warnings.Count > 0),
            Seconds = figures.All.Select(trial => trial.Seconds).DefaultIfEmpty(double.NaN).Average(),
        };
    }

    private static IReadOnlyList<LayerSummary> Layers(TrialResult[] trials, double overlap) => trials.Length == 0
        ? [] : [.. Enumerable.Range(0, trials.Min(trial => trial.Layers.Count)).Select(i => LayerSummary.Of([.. trials.Select(trial => trial.Layers[i])], overlap))];

    private MetricSummary[] Evaluation(IReadOnlyList<TrialResult?> trials, double overlap) => Summaries(trials, overlap, trial => trial.Evaluation);

    private MetricSummary[] Summaries(IReadOnlyList<TrialResult?> trials, double overlap, Func<TrialResult, IReadOnlyDictionary<string, double>> of) => trials.Count == 0
        ? [] : [.. _metrics.Select(metric => MetricSummary.Of(metric, [.. trials.Select(trial => trial == null ? double.NaN : of(trial).GetValueOrDefault(metric, double.NaN))], overlap))];

    private static PairedDifference[] Differences(IReadOnlyList<MetricSummary> summaries, IReadOnlyList<MetricSummary> baseline, double overlap) =>
        [.. summaries.Zip(baseline, (summary, other) => summary.Less(other, overlap))];

    /// <summary>A candidate's trials.</summary>
    private sealed class Figures(StudyOutcome outcome, int candidate)
    {
        public IReadOnlyList<TrialResult?> Splits { get; } =
            [.. outcome.Splits.Take(outcome.SplitsOf(candidate)).Select(split => outcome.Find(split, candidate, false))];

        /// <summary>A seed after the other, so that they pair with the baseline's; <see langword="null"/> where it was left out.</summary>
        public IReadOnlyList<TrialResult?> Test { get; } = [.. outcome.TestSplits.Select(split => outcome.Find(split, candidate, false))];

        public IReadOnlyList<TrialResult> Curves { get; } = [.. outcome.Curves.Select(split => outcome.Find(split, candidate, true)).OfType<TrialResult>().Where(trial => trial.Failure == null)];

        public IEnumerable<TrialResult> All => Splits.Concat(Test).OfType<TrialResult>();

        public string? Failure => Splits.FirstOrDefault(trial => trial?.Failure != null)?.Failure;

        public bool HasTest => Test.Any(trial => trial is { Failure: null });

        public IReadOnlyList<FailedTest> FailedTests =>
            [.. outcome.TestSplits.Zip(Test).Where(test => test.Second?.Failure != null).Select(test => new FailedTest(test.First.Seed, test.Second!.Failure!))];
    }
}
