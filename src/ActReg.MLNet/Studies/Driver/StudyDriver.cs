namespace ActReg.MLNet;

/// <summary>Runs a study's trials in the order of what they are for, and draws its results from them.</summary>
/// <param name="plan">The splits.</param>
/// <param name="task">What is learned.</param>
/// <param name="candidates">All of them.</param>
/// <param name="metric">What they are chosen by.</param>
/// <param name="options">How.</param>
/// <param name="trials">Runs them.</param>
internal sealed class StudyDriver(
    StudyPlan plan, StudyTask task, IReadOnlyList<StudyCandidate> candidates, StudyMetric metric, StudyOptions options, StudyTrials trials)
{
    private readonly Selection _choice = new(plan.Choice, plan.ChoiceOverlap, candidates, options);
    private readonly IReadOnlyList<Selection> _within = [.. plan.Within.Select(splits => new Selection(splits, plan.WithinOverlap, candidates, options))];

    /// <summary>Runs all that is to be run.</summary>
    public StudyOutcome Run()
    {
        try
        {
            Compare();
            JudgeNested();
            trials.Run(plan.Test.Select(split => new TrialGroup(split, _choice.Left)));
            if (options.LearningCurves)
                trials.Run(Curves());
        }
        catch (OperationCanceledException) when (options.OnCancellation == CancellationBehavior.KeepBest && Outcome() is var some && some.Splits.Count + some.TestSplits.Count > 0)
        {
            return Outcome() with { IsCancelled = true };
        }

        return Outcome();
    }

    private void Compare()
    {
        Selection[] all = [_choice, .. _within];
        while (Array.FindAll(all, selection => !selection.IsDone) is { Length: > 0 } open)
        {
            trials.Run(open.SelectMany(selection => selection.NextRound()));
            foreach (var selection in open)
                selection.EndRound(Loss);
        }
    }

    /// <summary>Whatever was chosen within a fold is judged by the fold, though it may have been left out elsewhere.</summary>
    private void JudgeNested() =>
        trials.Run(_within.Zip(plan.Choice, (within, split) => (Chosen: Choose(within, within.Splits), split)).Where(fold => fold.Chosen != null)
            .Select(fold => new TrialGroup(fold.split, [fold.Chosen!.Value.Chosen])));

    private IEnumerable<TrialGroup> Curves()
    {
        int[] shown = Choose(_choice, plan.Choice) is { } choice ? [.. new[] { 0, choice.Best, choice.Chosen }.Distinct()] : [0];
        return plan.Curves.Select(split => new TrialGroup(split, shown, HasCurve: true));
    }

    private StudyOutcome Outcome()
    {
        // Splits that all who are left were through; all of them, unless the study was cancelled.
        StudySplit[] complete = [.. plan.Choice.Where(split => _choice.Left.All(candidate => trials.Find(split, candidate) != null))];
        return new()
        {
            Task = task,
            Metric = metric,
            Candidates = candidates,
            Splits = complete,
            SplitsOf = candidate => Math.Min(_choice.SplitsOf(candidate), complete.Length),
            Overlap = plan.ChoiceOverlap,
            TestSplits = [.. plan.Test.Where(split => _choice.Left.All(candidate => trials.Find(split, candidate) != null))],
            Choice = Choose(_choice, complete),
            ChosenWithin = plan.AreIndependent ? [.. ByAllOthers(complete)] : [.. _within.Zip(plan.Choice).Where(fold => complete.Contains(fold.Second) && fold.First.IsDone).Select(fold => (fold.Second, Choose(fold.First, fold.First.Splits)?.Chosen))],
            Curves = [.. plan.Curves],
            Find = trials.Find,
        };
    }

    /// <summary>Of independent splits, what is chosen by all but one of them: no training more tells what choosing achieves.</summary>
    private IEnumerable<(StudySplit Split, int? Chosen)> ByAllOthers(StudySplit[] splits) => splits.Length < 2
        ? [] : splits.Select(split => (split, Choose(_choice, [.. splits.Where(other => other != split)])?.Chosen));

    private (int Chosen, int Best)? Choose(Selection selection, IReadOnlyList<StudySplit> splits) =>
        OneStandardErrorRule.Choose([.. selection.Left.Select(candidate => ChoiceCandidates.Of(
            candidate, [.. splits.Select(split => trials.Find(split, candidate))], metric, selection.Overlap))], metric.HigherIsBetter);

    /// <summary>One that fails is worse than any other; a metric that is not defined tells nothing of the network.</summary>
    private double Loss(StudySplit split, int candidate)
    {
        if (trials.Find(split, candidate) is not { Failure: null } trial)
            return double.PositiveInfinity;
        var value = trial.Evaluation.GetValueOrDefault(metric.Name, double.NaN);
        return metric.HigherIsBetter ? -value : value;
    }
}
