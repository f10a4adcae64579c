namespace ActReg.MLNet;

/// <summary>The splits of a study.</summary>
internal sealed class StudyPlan
{
    private const int MostCurves = 10;

    /// <summary>The baseline, the best candidate and the one chosen.</summary>
    private const int MostWithCurve = 3;

    /// <param name="splits">Makes them.</param>
    /// <param name="evaluation">Which.</param>
    /// <param name="hasTestData">Whether there are rows to judge by.</param>
    public StudyPlan(StudySplits splits, StudyEvaluation evaluation, bool hasTestData)
    {
        Choice = evaluation.Folds == 0 ? [] : splits.CrossValidation(evaluation.Folds, evaluation.FoldRepeats);
        Within = evaluation.NestedFolds == 0 ? [] : [.. Choice.Select((outer, i) => splits.Within(outer, i, evaluation.NestedFolds))];
        Test = hasTestData ? splits.Seeds(evaluation.TestRepeats) : [];
        ChoiceOverlap = evaluation.Folds == 0 ? 0 : 1.0 / (evaluation.Folds - 1);
        WithinOverlap = evaluation.NestedFolds == 0 ? 0 : 1.0 / (evaluation.NestedFolds - 1);
    }

    /// <param name="draws">Independent draws of data.</param>
    public StudyPlan(IReadOnlyList<StudySplit> draws) => (Choice, Within, Test, AreIndependent) = (draws, [], [], true);

    /// <summary>Those that candidates are chosen by; none where nothing is chosen.</summary>
    public IReadOnlyList<StudySplit> Choice { get; }

    /// <summary>Whether they share no rows, so that what is chosen by all others is judged by each.</summary>
    public bool AreIndependent { get; }

    /// <summary>Rows to evaluate on over rows to train on, of <see cref="Choice"/>.</summary>
    public double ChoiceOverlap { get; }

    /// <summary>The same of <see cref="Within"/>.</summary>
    public double WithinOverlap { get; }

    /// <summary>Of each of <see cref="Choice"/>, those within its training rows; none where that is not asked for.</summary>
    public IReadOnlyList<IReadOnlyList<StudySplit>> Within { get; }

    /// <summary>Those that test data judge; none without.</summary>
    public IReadOnlyList<StudySplit> Test { get; }

    /// <summary>Those that learning curves are of.</summary>
    public IEnumerable<StudySplit> Curves => (Test.Count > 0 ? Test : Choice).Take(MostCurves);

    /// <summary>The trials of so many candidates, if none is left out, and none that has a learning curve is two things at once.</summary>
    public int TrialCount(int candidates, bool hasCurves) => candidates * (Choice.Count + Within.Sum(splits => splits.Count) + Test.Count)
        + (hasCurves ? Math.Min(MostWithCurve, candidates) * Curves.Count() : 0);
}
